import type { StorageRow, UnknownReason } from '@steward/contracts'
import { sortRows } from '../../ui/sort-rows.ts'

/** A storage as people count them: a shared one is one storage, however many nodes see it. */
export type FoldedStorage = {
  id: string
  storage: string
  node: string
  nodes: readonly string[]
  shared: boolean
  kind: string | null
  used: number | null
  max: number | null
  fraction: number | null
  unknown: UnknownReason | null
}

export function foldStorages(rows: readonly StorageRow[]): FoldedStorage[] {
  const groups = Map.groupBy(rows, (row) => (row.shared ? row.storage : row.id))
  const folded = [...groups].map(([id, views]) => {
    // Any node that sees it is good enough: the others look at the same disks.
    const filled = views.filter((view) => view.used !== null && view.max !== null && view.max > 0)
    const seen = filled.find((view) => view.unknown === null) ?? filled[0] ?? views[0]
    return seen ? fold(id, seen, views) : null
  })
  return sortRows(
    folded.filter((storage) => storage !== null),
    ({ storage, node }) => `${storage} ${node}`,
    false,
  )
}

function fold(id: string, seen: StorageRow, views: readonly StorageRow[]): FoldedStorage {
  const known = seen.used !== null && seen.max !== null && seen.max > 0
  return {
    id,
    storage: seen.storage,
    node: seen.node,
    nodes: views.map(({ node }) => node),
    shared: seen.shared,
    kind: seen.kind,
    used: seen.used,
    max: seen.max,
    fraction: known && seen.used !== null && seen.max !== null ? seen.used / seen.max : null,
    unknown: seen.unknown ?? (known ? null : 'not-read-yet'),
  }
}

/** A local storage that every node has under the same name: one line, as full as the fullest of them. */
export type StorageLine = FoldedStorage & { parts: readonly FoldedStorage[] }

export function foldByName(storages: readonly FoldedStorage[]): StorageLine[] {
  const groups = Map.groupBy(storages, ({ id, shared, storage, kind }) => (shared ? id : `${storage} ${kind ?? ''}`))
  return [...groups.values()].flatMap((parts) => {
    const [fullest] = parts.toSorted((a, b) => (b.fraction ?? -1) - (a.fraction ?? -1))
    if (!fullest) return []
    const known = parts.filter((part) => part.used !== null)
    return [
      {
        ...fullest,
        parts,
        nodes: parts.flatMap((part) => part.nodes),
        used: known.length === 0 ? null : known.reduce((sum, part) => sum + (part.used ?? 0), 0),
        max: known.length === 0 ? fullest.max : known.reduce((sum, part) => sum + (part.max ?? 0), 0),
      },
    ]
  })
}
