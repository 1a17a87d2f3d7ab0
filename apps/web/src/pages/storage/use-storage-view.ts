import { useMemo } from 'react'
import { useStorages } from '../../facts/use-facts.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { fromSort, toSort, useAddress } from '../../routes/use-address.ts'
import type { Sort } from '../../ui/sort-rows.ts'
import { arrangeLines, filterLines, groupings, isSortable, type StorageLine, toLines } from './lines.ts'
import { contentWord, kindWord } from './words.ts'

const byName = { column: 'storage', descending: false }

/** What of the storages is shown, as the address says it; and the ways to change it. */
export function useStorageView() {
  const t = useT()
  const facts = useStorages()
  const { search, settled, change } = useAddress()
  const all = useMemo(() => toLines(facts.rows), [facts.rows])
  const shown = useMemo(() => {
    const words = (line: StorageLine) =>
      [kindWord(line.kind, t), ...line.content.map((one) => contentWord(one, t))].join('\n')
    return filterLines(all, settled, words)
  }, [all, settled, t])
  const sort = useMemo(() => toSort(search.sort, isSortable) ?? byName, [search.sort])
  const grouping = groupings.find((one) => one === search.group) ?? 'none'
  const rows = useMemo(() => arrangeLines(shown, sort, grouping), [shown, sort, grouping])
  return {
    facts,
    all,
    rows,
    sort,
    grouping,
    search,
    change,
    setSort: (next: Sort) => change({ sort: fromSort(next) }),
    clear: () => change({ q: undefined, state: undefined, node: undefined, kind: undefined, content: undefined }),
  }
}
export type StorageView = ReturnType<typeof useStorageView>
