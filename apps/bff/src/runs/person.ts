import type { PveAuth } from '@steward/pve-client'
import type { Need } from '@steward/runbooks'
import type { Cluster, Sight } from '../clusters/cluster.ts'
import { may } from '../services/visibility.ts'
import type { StoredRun } from '../store/runs.ts'

/** Somebody who looks at a cluster. */
export type Viewer = { user: string; cluster: Cluster; sight: Sight }
/** Somebody with a ticket of their own. */
export type Person = Viewer & { address: string; auth: PveAuth }

const rightsOf = ({ cluster, user }: Viewer) => cluster.viewers.get(user)?.rights ?? {}
export const isAdmin = (viewer: Viewer): boolean => may(rightsOf(viewer), '/', 'Sys.Modify')

/** Rights as PVE judges them, also by the pool a guest is in. */
export function holds(viewer: Viewer, { path, privilege, or }: Need): boolean {
  if (or !== undefined && holds(viewer, { path, privilege: or })) return true
  if (may(rightsOf(viewer), path, privilege)) return true
  const guest = /^\/vms\/(\d+)$/.exec(path)?.[1]
  const pool = guest === undefined ? null : (viewer.sight.feed.picture().guests.get(guest)?.pool ?? null)
  return pool !== null && may(rightsOf(viewer), `/pool/${pool}`, privilege)
}

/**
 * The channel acts as root on its node. Who is not root@pam for PVE does not become it through Steward: such a person
 * runs the command with rights of their own.
 */
export const mayUseChannel = (user: string): boolean => user === 'root@pam'

/** Runs are seen by who started them, by admins, and by who may see what they are about. */
export function sees(viewer: Viewer, { record, plan }: StoredRun): boolean {
  if (record.user === viewer.user || isAdmin(viewer)) return true
  const { kind, id } = plan.subject
  if (kind === 'guest') return seesGuest(viewer, id)
  // What a node's run forecasts names the guests on it.
  const rights = rightsOf(viewer)
  return kind === 'node' && may(rights, `/nodes/${id}`, 'Sys.Audit') && may(rights, '/vms', 'VM.Audit')
}

export function seesGuest({ sight }: Viewer, id: string): boolean {
  const guest = sight.feed.picture().guests.get(id)
  return guest !== undefined && sight.view.eyes.row.guests(guest) !== null
}

/** Is there for others, and not for whoever looks. */
export const isHidden = (viewer: Viewer, id: string): boolean =>
  viewer.sight.feed.picture().guests.has(id) && !seesGuest(viewer, id)
