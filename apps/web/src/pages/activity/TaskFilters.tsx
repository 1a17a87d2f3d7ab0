import { useMemo } from 'react'
import type { TaskRow } from '@steward/contracts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { FilterBar, PickBox, SearchBox } from '../../ui/FilterBar.tsx'
import { sortRows } from '../../ui/sort-rows.ts'
import { inSentence } from '../overview/picture.ts'
import { guestOf, taskFilters } from './filter.ts'
import { typeWord } from './TaskWord.tsx'
import type { TaskView } from './use-task-view.ts'

type Choice = { value: string; label: string }

export function TaskFilters({ view }: { view: TaskView }) {
  const t = useT()
  const { search, change, facts, names } = view
  const choices = useMemo(() => {
    const found = (valueOf: (task: TaskRow) => string | null, labelOf: (value: string) => string) => {
      const values = [...new Set(facts.rows.map(valueOf))].filter((value) => value !== null && value !== '')
      const options = values.flatMap((value): Choice[] => (value === null ? [] : [{ value, label: labelOf(value) }]))
      return sortRows(options, ({ label }) => label, false)
    }
    return {
      node: found(
        (task) => task.node,
        (node) => inSentence(node),
      ),
      type: found(
        (task) => task.type,
        (type) => typeWord(type, t),
      ),
      user: found(
        (task) => task.user,
        (user) => inSentence(user),
      ),
      guest: found(guestOf, (guest) => {
        const name = names.get(guest)
        return name ? `${inSentence(name)} (${guest})` : guest
      }),
    }
  }, [facts.rows, names, t])
  const any = t('activity:any')
  return (
    <FilterBar>
      <SearchBox
        words={search.q ?? ''}
        onWords={(q) => change({ q })}
        placeholder={t('activity:placeholder')}
        label={t('activity:searchLabel')}
      />
      <PickBox
        label={t('activity:state')}
        value={search.state}
        any={any}
        options={taskFilters.map((state) => ({ value: state, label: t(`activity:state-${state}`) }))}
        onPick={(state) => change({ state })}
      />
      {(['type', 'guest', 'node', 'user'] as const).map((name) => (
        <PickBox
          key={name}
          label={t(`activity:${name}`)}
          value={search[name]}
          any={any}
          options={choices[name]}
          onPick={(value) => change({ [name]: value })}
        />
      ))}
    </FilterBar>
  )
}
