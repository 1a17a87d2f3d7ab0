import type { ClusterFacts, CollectionName, Collections } from './facts.ts'

/** The fields of a row that changed; the id says which row. */
export type RowChange<Row> = { id: string } & Partial<Row>

/**
 * What changed in one list. `from` is the version it applies to: a browser that holds another version refetches.
 */
export type Patch<Row> = {
  from: number
  version: number
  readAt: number | null
  /** Rows that were not there before, whole. */
  added: Row[]
  changed: RowChange<Row>[]
  removed: string[]
}

export type LiveMessage =
  /** First message of a stream: the server's clock and the versions that it will patch from. */
  | { type: 'hello'; now: number; versions: Record<CollectionName, number>; build: string }
  | { type: 'patch'; collection: CollectionName; patch: Patch<Collections[CollectionName]> }
  | { type: 'cluster'; cluster: ClusterFacts }
  /** The lists were read again (Unix seconds); what changed, if anything, came before as patches. */
  | { type: 'read'; readAt: number }
  /** Something else changed; the browser refetches what it shows of it. */
  | { type: 'changed'; topic: ChangedTopic }

export type ChangedTopic = 'clusters' | 'session' | 'history' | 'permissions' | 'rules' | 'runs'

/**
 * Applies a patch to a list of rows. Returns null when the patch does not fit the version that is held
 * (a message was lost): the caller then refetches the list.
 */
export function applyPatch<Row extends { id: string }>(
  held: { version: number; rows: readonly Row[] },
  patch: Patch<Row>,
): Row[] | null {
  if (patch.version <= held.version) return [...held.rows]
  if (patch.from !== held.version) return null
  const changes = new Map(patch.changed.map((change) => [change.id, change]))
  const removed = new Set(patch.removed)
  const rows: Row[] = []
  for (const row of held.rows) {
    if (removed.has(row.id)) continue
    const change = changes.get(row.id)
    rows.push(change ? { ...row, ...change } : row)
  }
  rows.push(...patch.added)
  return rows
}
