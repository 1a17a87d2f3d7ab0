import type { GuestRow } from '@steward/contracts'
import { type Sort, sortRows, type SortValue } from '../../ui/sort-rows.ts'
import { bucketOf } from '../overview/counts.ts'

export const groupings = ['node', 'pool', 'tag', 'state', 'none'] as const
export type Grouping = (typeof groupings)[number]

export const toGrouping = (text: string | undefined, nodes: number): Grouping =>
  groupings.find((grouping) => grouping === text) ?? (nodes > 1 ? 'node' : 'none')

/** The group of a guest; '' for those that belong to none. A guest with several tags stands under its first. */
export function groupOf(guest: GuestRow, grouping: Grouping): string {
  switch (grouping) {
    case 'node':
      return guest.node
    case 'pool':
      return guest.pool ?? ''
    case 'tag':
      return guest.tags[0] ?? ''
    case 'state':
      return bucketOf(guest)
    case 'none':
      return ''
  }
}

const stateRank = ['trouble', 'unknown', 'busy', 'paused', 'running', 'stopped', 'off', 'templates']

const values: Readonly<Record<string, (guest: GuestRow) => SortValue>> = {
  name: (guest) => guest.name ?? guest.id,
  id: (guest) => guest.vmid,
  state: (guest) => stateRank.indexOf(bucketOf(guest)),
  node: (guest) => guest.node,
  pool: (guest) => guest.pool,
  tags: (guest) => guest.tags[0] ?? null,
  cpu: (guest) => guest.cpu,
  memory: (guest) => (guest.memory === null || !guest.memoryMax ? null : guest.memory / guest.memoryMax),
  disk: (guest) => guest.diskMax,
  // The longest up is the earliest started.
  up: (guest) => (guest.startedAt === null ? null : -guest.startedAt),
}
export const isSortable = (column: string): boolean => column in values

export function toSort(text: string | undefined): Sort {
  const descending = text?.startsWith('-') ?? false
  const column = descending ? (text ?? '').slice(1) : (text ?? 'name')
  return isSortable(column) ? { column, descending } : { column: 'name', descending: false }
}

export const fromSort = ({ column, descending }: Sort): string | undefined =>
  column === 'name' && !descending ? undefined : `${descending ? '-' : ''}${column}`

/** Sorted, and then brought into groups whose order does not depend on the sort. Those without a group stand last. */
export function arrangeGuests(guests: readonly GuestRow[], sort: Sort, grouping: Grouping): GuestRow[] {
  const valueOf = values[sort.column] ?? values['name']
  const sorted = valueOf ? sortRows(guests, valueOf, sort.descending) : [...guests]
  if (grouping === 'none') return sorted
  const groups = [...Map.groupBy(sorted, (guest) => groupOf(guest, grouping))]
  const ordered = sortRows(
    groups,
    ([group]) => (group === '' ? null : grouping === 'state' ? stateRank.indexOf(group) : group),
    false,
  )
  return ordered.flatMap(([, members]) => members)
}
