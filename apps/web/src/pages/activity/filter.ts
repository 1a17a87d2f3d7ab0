import type { TaskRow } from '@steward/contracts'
import { type Sort, sortRows, type SortValue } from '../../ui/sort-rows.ts'
import { isAboutGuest } from './task-types.ts'

export type TaskFilter = {
  q?: string
  state?: string
  node?: string
  type?: string
  user?: string
  guest?: string
}

export const taskFilters = ['running', 'failed', 'warnings', 'ok', 'unknown'] as const
export type TaskFilterState = (typeof taskFilters)[number]

/** What is listed as running because its node is away counts as not known. */
export const stateOf = (task: TaskRow): TaskFilterState => (task.unconfirmed ? 'unknown' : task.state)

export const guestOf = (task: TaskRow): string | null => (isAboutGuest(task.type, task.subject) ? task.subject : null)

export const whoOf = (task: TaskRow): string => (task.token === null ? task.user : `${task.user}!${task.token}`)

/** `words` says a task in the reader's language, so that it is found by what stands there. */
export function filterTasks(
  tasks: readonly TaskRow[],
  filter: TaskFilter,
  words: (task: TaskRow) => string,
): readonly TaskRow[] {
  const wanted = (filter.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return tasks.filter((task) => {
    if (filter.state !== undefined && stateOf(task) !== filter.state) return false
    if (filter.node !== undefined && task.node !== filter.node) return false
    if (filter.type !== undefined && task.type !== filter.type) return false
    if (filter.user !== undefined && task.user !== filter.user) return false
    if (filter.guest !== undefined && guestOf(task) !== filter.guest) return false
    if (wanted.length === 0) return true
    const text = [words(task), task.type, task.subject, task.node, whoOf(task), task.exit ?? '']
      .join('\n')
      .toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}

const values: Readonly<Record<string, (task: TaskRow) => SortValue>> = {
  what: (task) => task.type,
  subject: (task) => task.subject,
  state: (task) => taskFilters.indexOf(stateOf(task)),
  node: (task) => task.node,
  user: whoOf,
  // Newest first when one clicks once.
  start: (task) => -task.startedAt,
  took: (task) => (task.endedAt === null ? null : task.startedAt - task.endedAt),
}
export const isSortable = (column: string): boolean => column in values

/** Without a wish: what runs stands first, then the newest. */
export function arrangeTasks(tasks: readonly TaskRow[], sort: Sort | null): TaskRow[] {
  const valueOf = sort === null ? undefined : values[sort.column]
  if (valueOf && sort) return sortRows(tasks, valueOf, sort.descending)
  const rank = (task: TaskRow) => (stateOf(task) === 'running' ? 0 : 1)
  return tasks.toSorted((a, b) => rank(a) - rank(b) || b.startedAt - a.startedAt)
}
