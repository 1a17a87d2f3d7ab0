import { createHash } from 'node:crypto'
import type {
  ClusterFacts,
  FindingRow,
  CollectionName,
  Collections,
  GuestRow,
  NodeRow,
  StorageRow,
  TaskRow,
} from '@steward/contracts'

/** `/access/permissions`: path → privilege → propagate (0 or 1). The key's presence is the grant. */
export type Rights = Record<string, Record<string, number>>

/**
 * What one person may see of a cluster. People with equal eyes share a class, and with it the bytes that are sent.
 * Rows are dropped, or returned with less in them, exactly as PVE does (pve-manager: PVE/API2/Cluster.pm resources).
 */
export type Eyes = {
  /** Equal for everybody who sees the same. */
  key: string
  row: { [N in CollectionName]: (row: Collections[N]) => Collections[N] | null }
  cluster(facts: ClusterFacts): ClusterFacts
}

/** Sees everything: the eyes of the terminal, and of a feed that was read with the person's own ticket. */
export const allEyes: Eyes = {
  key: 'all',
  row: {
    guests: (row) => row,
    nodes: (row) => row,
    storages: (row) => row,
    tasks: (row) => row,
    findings: (row) => row,
  },
  cluster: (facts) => facts,
}

/**
 * Eyes made from the person's own rights. `denied` are guests and storages that PVE left out of the person's own
 * `/cluster/resources`: `/access/permissions` leaves out paths without any right, so a NoAccess below a wide grant
 * can only be seen there.
 */
export function eyesOf(user: string, rights: Rights, denied: ReadonlySet<string>): Eyes {
  const audit = may(rights, '/', 'Sys.Audit')
  const everything =
    audit &&
    granted(rights, '/vms', 'VM.Audit') &&
    granted(rights, '/storage', 'Datastore.Audit') &&
    granted(rights, '/nodes', 'Sys.Audit') &&
    denied.size === 0
  if (everything && !hasOverrides(rights)) return allEyes
  return {
    key: createHash('sha256')
      .update(JSON.stringify([audit ? '' : user, canonical(rights), [...denied].toSorted()]))
      .digest('hex')
      .slice(0, 16),
    row: {
      guests: (row) => (seesGuest(rights, denied, row) ? row : null),
      nodes: (row) => (may(rights, `/nodes/${row.name}`, 'Sys.Audit') ? row : bareNode(row, audit)),
      storages: (row) => (seesStorage(rights, denied, row) ? row : null),
      tasks: (row) => (audit || ownsTask(user, row) ? row : null),
      findings: (row) => (seesSubject(rights, denied, row.subject) ? row : null),
    },
    cluster: (facts) =>
      audit
        ? facts
        : {
            ...facts,
            quorum: {
              ...facts.quorum,
              state: facts.quorum.state === 'single-node' ? 'single-node' : 'unknown',
              unknown: 'no-right',
              votes: [],
              views: [],
              expected: null,
              needed: null,
              present: null,
              mayFail: null,
              qdevice: null,
              ifFails: [],
              ifReturns: [],
              unheard: [],
              qdeviceAdvice: null,
            },
          },
  }
}

/** A path below the default roots with fewer rights than its root: somebody was given a narrower role there. */
function hasOverrides(rights: Rights): boolean {
  return (
    Object.keys(rights).some((path) => path.startsWith('/vms/') && !may(rights, path, 'VM.Audit')) ||
    Object.keys(rights).some((path) => path.startsWith('/storage/') && !may(rights, path, 'Datastore.Audit'))
  )
}

const canonical = (rights: Rights) =>
  Object.entries(rights)
    .map(([path, privileges]) => [path, Object.entries(privileges).toSorted(([a], [b]) => (a < b ? -1 : 1))] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))

/** PVE's rule: the nearest path that is listed decides; from an ancestor only what propagates (pve-access-control: src/PVE/AccessControl.pm). */
export function may(rights: Rights, path: string, privilege: string): boolean {
  const exact = rights[path]
  if (exact) return privilege in exact
  for (let at = parentOf(path); at !== null; at = parentOf(at)) {
    const listed = rights[at]
    if (listed) return listed[privilege] === 1
  }
  return false
}

const granted = (rights: Rights, path: string, privilege: string) =>
  rights[path]?.[privilege] === 1 || (rights[path] === undefined && may(rights, path, privilege))

function parentOf(path: string): string | null {
  if (path === '/') return null
  const cut = path.lastIndexOf('/')
  return cut <= 0 ? '/' : path.slice(0, cut)
}

function seesGuest(rights: Rights, denied: ReadonlySet<string>, row: GuestRow): boolean {
  if (denied.has(`guest/${row.id}`)) return false
  if (may(rights, `/vms/${row.id}`, 'VM.Audit')) return true
  return row.pool !== null && may(rights, `/pool/${row.pool}`, 'VM.Audit')
}

function seesStorage(rights: Rights, denied: ReadonlySet<string>, row: StorageRow): boolean {
  if (denied.has(`storage/${row.id}`)) return false
  const path = `/storage/${row.storage}`
  return may(rights, path, 'Datastore.Audit') || may(rights, path, 'Datastore.AllocateSpace')
}

/** Node names and states are shown to everybody; figures need Sys.Audit on the node. */
function bareNode(row: NodeRow, audit: boolean): NodeRow {
  const figures = {
    startedAt: null,
    cpu: null,
    cpuMax: null,
    memory: null,
    memoryMax: null,
    rootUsed: null,
    rootMax: null,
    load: null,
    ioWait: null,
    swapUsed: null,
    swapMax: null,
    version: null,
    kernel: null,
    cpuModel: null,
    stalledSince: null,
  }
  return {
    ...row,
    ...figures,
    unknown: row.state === 'online' ? 'no-right' : row.unknown,
    ...(audit ? {} : { address: null, votes: null, nodeId: null }),
  }
}

/** A finding is seen by who may see what it is about. */
function seesSubject(rights: Rights, denied: ReadonlySet<string>, { kind, id }: FindingRow['subject']): boolean {
  const [first = '', second = ''] = id.split('/')
  if (kind === 'guest') return !denied.has(`guest/${first}`) && may(rights, `/vms/${first}`, 'VM.Audit')
  if (kind === 'node') return may(rights, `/nodes/${first}`, 'Sys.Audit')
  if (kind === 'storage')
    return !denied.has(`storage/${id}`) && may(rights, `/storage/${second === '' ? first : second}`, 'Datastore.Audit')
  return may(rights, '/', 'Sys.Audit')
}

const ownsTask = (user: string, task: TaskRow) => task.user === user
