import type { TaskRow } from '@steward/contracts'
import { useDeferredValue, useMemo } from 'react'
import { useGuests, useTasks } from '../../facts/use-facts.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { fromSort, toSort, useAddress } from '../../routes/use-address.ts'
import type { Sort } from '../../ui/sort-rows.ts'
import { arrangeTasks, filterTasks, guestOf, isSortable, stateOf, type TaskFilterState } from './filter.ts'
import { typeWord } from './TaskWord.tsx'

export function useGuestNames(): ReadonlyMap<string, string | null> {
  const { rows } = useGuests()
  return useMemo(() => new Map(rows.map((guest) => [guest.id, guest.name])), [rows])
}

/** What of the tasks is shown, as the address says it; and the ways to change it. */
export function useTaskView() {
  const t = useT()
  const facts = useTasks()
  const names = useGuestNames()
  const { search, settled, change } = useAddress()
  const rows = useDeferredValue(facts.rows)
  const shown = useMemo(() => {
    const words = (task: TaskRow) => `${typeWord(task.type, t)} ${names.get(guestOf(task) ?? '') ?? ''}`
    return filterTasks(rows, settled, words)
  }, [rows, settled, names, t])
  const sort = useMemo(() => toSort(search.sort, isSortable), [search.sort])
  const arranged = useMemo(() => arrangeTasks(shown, sort), [shown, sort])
  return {
    facts,
    names,
    search,
    change,
    rows: arranged,
    sort: sort ?? undefined,
    setSort: (next: Sort) => change({ sort: fromSort(next) }),
    clear: () =>
      change({ q: undefined, state: undefined, node: undefined, type: undefined, user: undefined, guest: undefined }),
  }
}
export type TaskView = ReturnType<typeof useTaskView>

export function countStates(tasks: readonly TaskRow[]): Record<TaskFilterState, number> {
  const counts = { running: 0, failed: 0, warnings: 0, ok: 0, unknown: 0 }
  for (const task of tasks) counts[stateOf(task)] += 1
  return counts
}
