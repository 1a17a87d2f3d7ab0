import { useMemo } from 'react'
import { useT } from '../../messages/LocaleProvider.tsx'
import { FilterBar, PickBox, SearchBox } from '../../ui/FilterBar.tsx'
import { sortRows } from '../../ui/sort-rows.ts'
import { inSentence } from '../overview/picture.ts'
import { groupings, storageFilters } from './lines.ts'
import type { StorageView } from './use-storage-view.ts'
import { contentWord, inContentOrder, kindWord } from './words.ts'

export function StorageFilters({ view: { all, search, grouping, change } }: { view: StorageView }) {
  const t = useT()
  const choices = useMemo(() => {
    const nodes = [...new Set(all.flatMap((line) => line.nodes))].map((node) => ({
      value: node,
      label: inSentence(node),
    }))
    const kinds = [...new Set(all.map(({ kind }) => kind))].flatMap((kind) =>
      kind === null ? [] : [{ value: kind, label: kindWord(kind, t) }],
    )
    const content = inContentOrder([...new Set(all.flatMap((line) => line.content))])
    return {
      node: sortRows(nodes, ({ label }) => label, false),
      kind: sortRows(kinds, ({ label }) => label, false),
      content: content.map((value) => ({ value, label: contentWord(value, t) })),
    }
  }, [all, t])
  return (
    <FilterBar>
      <SearchBox
        words={search.q ?? ''}
        onWords={(q) => change({ q })}
        placeholder={t('storage:placeholder')}
        label={t('storage:searchLabel')}
      />
      <PickBox
        label={t('storage:state')}
        value={search.state}
        any={t('storage:any')}
        options={storageFilters.map((state) => ({ value: state, label: t(`storage:state-${state}`) }))}
        onPick={(state) => change({ state })}
      />
      {(['node', 'kind', 'content'] as const).map((name) => (
        <PickBox
          key={name}
          label={t(`storage:${name}`)}
          value={search[name]}
          any={t('storage:any')}
          options={choices[name]}
          onPick={(value) => change({ [name]: value })}
        />
      ))}
      <PickBox
        label={t('storage:groupBy')}
        value={grouping === 'none' ? undefined : grouping}
        any={t('storage:group-none')}
        options={groupings.flatMap((value) =>
          value === 'none' ? [] : [{ value, label: t(`storage:group-${value}`) }],
        )}
        onPick={(group) => change({ group })}
      />
    </FilterBar>
  )
}
