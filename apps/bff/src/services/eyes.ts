import type { PveApi } from '@steward/pve-client'
import type { Clock } from '../clock.ts'
import { createViewer, type Cluster, type Viewer } from '../clusters/cluster.ts'
import { may } from './visibility.ts'

/** Rights are asked for again this often while their owner is here: a right that was withdrawn takes effect that soon. */
export const rightsLifeMs = 5 * 60_000

/**
 * Reads what a person may see: their rights, and which guests and storages PVE leaves out of their own list although the
 * rights seem to allow them (docs/pve-behaviour.md, permissions: NoAccess paths are not listed).
 */
export async function lookWithOwnEyes(cluster: Cluster, user: string, api: PveApi, clock: Clock): Promise<Viewer> {
  const viewer = await readEyes(cluster, user, api, clock)
  await cluster.setViewer(viewer, true)
  return viewer
}

/** The same without remembering it as that person's: for tokens of scripts. */
export async function readEyes(cluster: Cluster, user: string, api: PveApi, clock: Clock): Promise<Viewer> {
  const rights = (await api.call('accessPermissions', {})).data
  const feed = cluster.tokenFeed()
  const denied: string[] = []
  // Without a shared feed the person's own reading is all they see: nothing to hold back.
  if (feed) {
    const own = new Set((await api.call('clusterResources', {})).data.map((row) => row.id))
    const known = feed.picture()
    for (const guest of known.guests.values())
      if (!own.has(`${guest.kind}/${guest.vmid}`)) denied.push(`guest/${guest.id}`)
    for (const storage of known.storages.values())
      if (!own.has(`storage/${storage.id}`)) denied.push(`storage/${storage.id}`)
  }
  return createViewer(user, rights, onlyUnexpected(denied, rights), clock.now())
}

/** What the rights deny anyway needs no list; keeping it out lets people with equal rights share a class. */
function onlyUnexpected(denied: readonly string[], rights: Viewer['rights']): string[] {
  return denied.filter((id) => {
    const [kind, ...rest] = id.split('/')
    return kind === 'guest'
      ? may(rights, `/vms/${rest[0]}`, 'VM.Audit')
      : may(rights, `/storage/${rest[1]}`, 'Datastore.Audit')
  })
}
