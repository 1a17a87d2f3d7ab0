import { useNavigate, useSearch } from '@tanstack/react-router'
import { useDeferredValue, useMemo } from 'react'
import { useClusterId } from '../../facts/cluster-context.ts'
import { useGuests } from '../../facts/use-facts.ts'
import { paths } from '../../routes/paths.ts'
import type { Sort } from '../../ui/sort-rows.ts'
import { arrangeGuests, fromSort, type Grouping, toGrouping, toSort } from './arrange.ts'
import { filterGuests, type FilterKey, type GuestFilter, valuesOf } from './filter.ts'

type Search = GuestFilter & { sort?: string; group?: string }

/** What of the guests is shown, as the address says it; and the ways to change it. */
export function useGuestView() {
  const cluster = useClusterId()
  const search: Search = useSearch({ strict: false })
  const navigate = useNavigate()
  const facts = useGuests()
  const change = (next: Partial<Record<keyof Search, string | undefined>>) => {
    const merged: Record<string, string> = {}
    for (const [key, value] of Object.entries({ ...search, ...next })) if (value) merged[key] = value
    void navigate({ ...paths.guests(cluster), search: merged, replace: true, resetScroll: false })
  }
  // Typing stays fast while thousands of rows are filtered and drawn.
  const rows = useDeferredValue(facts.rows)
  const { q, state, node, tag, pool, kind } = useDeferredValue(search)
  const shown = useMemo(
    () => filterGuests(rows, withoutEmpty({ q, state, node, tag, pool, kind })),
    [rows, q, state, node, tag, pool, kind],
  )
  const nodes = useMemo(() => new Set(facts.rows.map((guest) => guest.node)).size, [facts.rows])
  const grouping = toGrouping(search.group, nodes)
  const sort = useMemo(() => toSort(search.sort), [search.sort])
  const arranged = useMemo(() => arrangeGuests(shown, sort, grouping), [shown, sort, grouping])
  const setValues = (key: FilterKey, values: readonly string[]) =>
    change({ [key]: values.length === 0 ? undefined : [...new Set(values)].join(',') })
  return {
    facts,
    search,
    rows: arranged,
    grouping,
    sort,
    setSort: (next: Sort) => change({ sort: fromSort(next) }),
    setGrouping: (next: Grouping) => change({ group: next }),
    setWords: (words: string) => change({ q: words }),
    add: (key: FilterKey, value: string, words?: string) =>
      change({
        [key]: [...new Set([...valuesOf(search[key]), value])].join(','),
        ...(words === undefined ? {} : { q: words }),
      }),
    setValues,
    clear: () =>
      change({ q: undefined, state: undefined, node: undefined, tag: undefined, pool: undefined, kind: undefined }),
  }
}

export type GuestView = ReturnType<typeof useGuestView>

function withoutEmpty(filter: { [K in keyof GuestFilter]: GuestFilter[K] | undefined }): GuestFilter {
  const given: GuestFilter = {}
  for (const key of ['q', 'state', 'node', 'tag', 'pool', 'kind'] as const) {
    const value = filter[key]
    if (value !== undefined) given[key] = value
  }
  return given
}
