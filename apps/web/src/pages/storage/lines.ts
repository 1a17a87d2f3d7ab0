import type { StorageRow } from '@steward/contracts'
import { type Sort, sortRows, type SortValue } from '../../ui/sort-rows.ts'
import { type FoldedStorage, foldStorages } from '../overview/storages.ts'
import { fullFrom } from '../overview/troubles/storages.ts'

/** A storage as people count them, with what each node says about it. */
export type StorageLine = FoldedStorage & { content: readonly string[]; views: readonly StorageRow[] }

export function toLines(rows: readonly StorageRow[]): StorageLine[] {
  const views = Map.groupBy(rows, (row) => (row.shared ? row.storage : row.id))
  // One node that stands still must not hide that another sees the same storage well.
  const wellFirst = rows.toSorted((a, b) => Number(a.unknown !== null) - Number(b.unknown !== null))
  return foldStorages(wellFirst).map((folded) => {
    const own = views.get(folded.id) ?? []
    // What a node does not see has no content there; any node that does knows it.
    return { ...folded, views: own, content: own.find(({ content }) => content.length > 0)?.content ?? [] }
  })
}

export const storageFilters = ['full', 'available', 'unknown'] as const
export type StorageFilterState = (typeof storageFilters)[number]

export const stateOf = (line: StorageLine): StorageFilterState =>
  line.unknown !== null ? 'unknown' : (line.fraction ?? 0) >= fullFrom ? 'full' : 'available'

type Filter = {
  readonly q?: string | undefined
  readonly state?: string | undefined
  readonly node?: string | undefined
  readonly kind?: string | undefined
  readonly content?: string | undefined
}

/** `words` says a storage in the reader's language, so that it is found by what stands there. */
export function filterLines(
  lines: readonly StorageLine[],
  { q = '', state, node, kind, content }: Filter,
  words: (line: StorageLine) => string,
): readonly StorageLine[] {
  const wanted = q.toLowerCase().split(/\s+/).filter(Boolean)
  return lines.filter((line) => {
    if (state !== undefined && stateOf(line) !== state) return false
    if (node !== undefined && !line.nodes.includes(node)) return false
    if (kind !== undefined && line.kind !== kind) return false
    if (content !== undefined && !line.content.includes(content)) return false
    const text = [words(line), line.storage, ...line.nodes, line.kind, ...line.content].join('\n').toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}

export const groupings = ['none', 'node', 'kind'] as const
export type Grouping = (typeof groupings)[number]

/** '' for the storages that belong to no single node. */
export const groupOf = (line: StorageLine, grouping: Grouping): string =>
  grouping === 'node' ? (line.shared ? '' : line.node) : grouping === 'kind' ? (line.kind ?? '') : ''

const values: Readonly<Record<string, (line: StorageLine) => SortValue>> = {
  storage: ({ storage, node }) => `${storage} ${node}`,
  kind: ({ kind }) => kind,
  filled: ({ fraction }) => fraction,
  used: ({ used }) => used,
  content: ({ content }) => content.length,
  seen: (line) => line.views.filter(({ unknown }) => unknown === null).length,
}
export const isSortable = (column: string): boolean => column in values

export function arrangeLines(lines: readonly StorageLine[], sort: Sort, grouping: Grouping): StorageLine[] {
  const valueOf = values[sort.column]
  const sorted = valueOf ? sortRows(lines, valueOf, sort.descending) : [...lines]
  if (grouping === 'none') return sorted
  const groups = [...Map.groupBy(sorted, (line) => groupOf(line, grouping))]
  // The shared ones stand first: they matter to every node.
  return sortRows(groups, ([group]) => group, false).flatMap(([, members]) => members)
}
