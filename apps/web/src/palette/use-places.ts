import type { GuestRow } from '@steward/contracts'
import { useMemo } from 'react'
import { useClusterId } from '../facts/cluster-context.ts'
import { useCluster, useGuests, useNodes, useStorages } from '../facts/use-facts.ts'
import type { T } from '../messages/i18n.ts'
import { useT } from '../messages/LocaleProvider.tsx'
import { paths } from '../routes/paths.ts'
import { actionsFor } from '../runs/actions.ts'
import { useOffered } from '../runs/use-runs.ts'
import { toSearch } from '../runs/wanted.ts'
import { placesOf } from '../shell/places.ts'
import { useAdministers } from '../shell/use-session.ts'
import { cleanText } from '../ui/clean-text.ts'
import type { IconName } from '../ui/Icon.tsx'
import type { Found } from './rank.ts'

type Link = ReturnType<(typeof paths)[keyof typeof paths]>
export type Place = Found & { icon: IconName; about: string; link: Link }

/** Everything that can be gone to from here. */
export function usePlaces(): Place[] {
  const t = useT()
  const cluster = useClusterId()
  const guests = useGuests().rows
  const nodes = useNodes().rows
  const storages = useStorages().rows
  const administers = useAdministers(cluster)
  const frozen = (useCluster().facts?.freeze ?? null) !== null
  const offered = useOffered()
  return useMemo(() => {
    const page = (key: string, name: string, icon: IconName, link: Link): Place => ({
      key: `page ${key}`,
      kind: 'page',
      name,
      also: [key],
      icon,
      about: t('palette:page'),
      link,
    })
    return [
      ...placesOf(cluster).map(({ key, icon, link }) => page(key, t(`shell:${key}`), icon, link)),
      page('quorum', t('shell:quorum'), 'pc', paths.quorum(cluster)),
      ...(administers
        ? [page('freeze', t(frozen ? 'shell:thaw' : 'shell:freeze'), 'lock', paths.freeze(cluster))]
        : []),
      page('settings', t('shell:settings'), 'more', paths.settings()),
      page('permissions', t('shell:permissions'), 'lock', paths.permissions(cluster)),
      page('about', t('shell:about'), 'paper', paths.about()),
      ...nodes.map(({ name }): Place => ({
        key: `node ${name}`,
        kind: 'node',
        name,
        also: [],
        icon: 'node',
        about: t('palette:node'),
        link: paths.node(cluster, name),
      })),
      ...guests.map(({ id, name, node, tags, kind }): Place => ({
        key: `guest ${id}`,
        kind: 'guest',
        name: name ?? id,
        also: [id, node, ...tags],
        icon: kind === 'qemu' ? 'pc' : 'box',
        about: `${id} · ${t('palette:guest', { kind: t(kind === 'qemu' ? 'facts:kindQemu' : 'facts:kindLxc'), node })}`,
        link: paths.guest(cluster, id),
      })),
      ...guests.flatMap((guest) => powerPlaces(guest, { t, cluster, offered })),
      ...storages.map(({ id, node, storage }): Place => ({
        key: `storage ${id}`,
        kind: 'storage',
        name: storage,
        also: [node],
        icon: 'box',
        about: t('palette:storage', { node }),
        link: paths.storage(cluster, node, storage),
      })),
    ]
  }, [cluster, guests, nodes, storages, t, administers, frozen, offered])
}

const inPalette = ['start', 'shutdown', 'reboot'] as const

/** "Start web …": opens the plan, for what makes sense now. */
function powerPlaces(
  guest: GuestRow,
  { t, cluster, offered }: { t: T; cluster: string; offered: ReadonlySet<string> },
): Place[] {
  if (guest.template || guest.unknown === 'node-offline') return []
  const name = guest.name ?? guest.id
  return actionsFor(guest, offered).flatMap((action): Place[] => {
    const id = inPalette.find((known) => known === action.id)
    if (id === undefined || action.off(guest) !== null) return []
    return [
      {
        key: `${id} ${guest.id}`,
        kind: 'action',
        name: t(`palette:${id}`, { name: cleanText(name, 63).plain }),
        also: [guest.id],
        icon: action.icon,
        about: t('palette:action'),
        link: paths.planRun(cluster, toSearch({ runbook: action.runbook, input: action.input(guest.vmid) })),
      },
    ]
  })
}
