import { useMemo } from 'react'
import { useClusterId } from '../facts/cluster-context.ts'
import { useGuests, useNodes, useStorages } from '../facts/use-facts.ts'
import { useT } from '../messages/LocaleProvider.tsx'
import { paths } from '../routes/paths.ts'
import { placesOf } from '../shell/places.ts'
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
  }, [cluster, guests, nodes, storages, t])
}
