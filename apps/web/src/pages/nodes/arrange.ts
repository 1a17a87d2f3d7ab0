import type { GuestRow, NodeHistory, NodeRow } from '@steward/contracts'
import { type Sort, sortRows, type SortValue } from '../../ui/sort-rows.ts'
import { share } from '../overview/troubles/nodes.ts'

export const nodeFilters = ['online', 'away', 'stalled', 'maintenance', 'ghost', 'unknown'] as const
export type NodeFilterState = (typeof nodeFilters)[number]

/** Each node is counted once; what is not known is never counted as online. */
export function stateOf(node: NodeRow): NodeFilterState {
  if (node.ghost) return 'ghost'
  if (node.state === 'offline') return 'away'
  if (node.state === 'unknown') return 'unknown'
  if (node.stalledSince !== null || node.unknown === 'statistics-stalled') return 'stalled'
  return node.maintenance ? 'maintenance' : 'online'
}

export type NodeLine = {
  node: NodeRow
  /** null while the guests are not known, or the state of one of them is not: then nobody can say how many run. */
  running: number | null
  all: number | null
  history: NodeHistory | undefined
}

export function toLines(
  nodes: readonly NodeRow[],
  guests: readonly GuestRow[] | null,
  history: readonly NodeHistory[],
): NodeLine[] {
  const counts = new Map<string, { running: number | null; all: number }>()
  for (const guest of guests ?? []) {
    if (guest.template) continue
    const count = counts.get(guest.node) ?? { running: 0, all: 0 }
    count.all += 1
    if (guest.unknown !== null || guest.state === 'unknown') count.running = null
    else if (guest.state === 'running' && count.running !== null) count.running += 1
    counts.set(guest.node, count)
  }
  const none = guests === null ? { running: null, all: null } : { running: 0, all: 0 }
  const byNode = new Map(history.map((one) => [one.node, one]))
  return nodes.map((node) => ({
    node,
    ...(counts.get(node.name) ?? none),
    history: byNode.get(node.name),
  }))
}

type Filter = { readonly q?: string | undefined; readonly state?: string | undefined }

export function filterLines(lines: readonly NodeLine[], { q = '', state }: Filter): readonly NodeLine[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  return lines.filter(({ node }) => {
    if (state !== undefined && stateOf(node) !== state) return false
    const text = [node.name, node.address, node.version, node.kernel, node.cpuModel].join('\n').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

const values: Readonly<Record<string, (line: NodeLine) => SortValue>> = {
  node: ({ node }) => node.name,
  state: ({ node }) => nodeFilters.indexOf(stateOf(node)),
  cpu: ({ node }) => node.cpu,
  memory: ({ node }) => share(node.memory, node.memoryMax),
  load: ({ node }) => node.load,
  guests: ({ all }) => all,
  // The longest up is the earliest started.
  up: ({ node }) => (node.startedAt === null ? null : -node.startedAt),
  version: ({ node }) => node.version,
  votes: ({ node }) => node.votes,
}
export const isSortable = (column: string): boolean => column in values

export function arrangeLines(lines: readonly NodeLine[], sort: Sort): NodeLine[] {
  const valueOf = values[sort.column]
  return valueOf ? sortRows(lines, valueOf, sort.descending) : [...lines]
}
