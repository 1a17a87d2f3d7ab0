import { useMemo } from 'react'
import { formatCount } from '../../format/numbers.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { sortRows } from '../../ui/sort-rows.ts'
import { bucketOf } from '../overview/counts.ts'
import { type FilterKey, filterKeys, stateFilters, valuesOf } from './filter.ts'
import type { GuestView } from './use-guest-view.ts'
import { ValueWord } from './ValueWord.tsx'

/** Every value that occurs, with how often; a tick takes it into the filter. */
export function FilterMenu({ view }: { view: GuestView }) {
  const t = useT()
  const choices = useMemo(() => countChoices(view.facts.rows), [view.facts.rows])
  return (
    <div className="filtermenu">
      {filterKeys.map((key) => {
        const counts = choices[key]
        if (counts.size === 0) return null
        const chosen = valuesOf(view.search[key])
        return (
          <fieldset key={key}>
            <legend>{t(`guests:key-${key}`)}</legend>
            {inOrder(key, counts).map(([value, count]) => (
              <label key={value} className="check">
                <input
                  type="checkbox"
                  checked={chosen.includes(value)}
                  onChange={({ target }) =>
                    view.setValues(key, target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
                  }
                />
                <span>
                  <ValueWord name={key} value={value} /> <span className="faint">{formatCount(count)}</span>
                </span>
              </label>
            ))}
          </fieldset>
        )
      })}
    </div>
  )
}

type Counts = Map<string, number>

function countChoices(guests: GuestView['facts']['rows']): Record<FilterKey, Counts> {
  const found = {
    state: new Map(),
    node: new Map(),
    tag: new Map(),
    pool: new Map(),
    kind: new Map(),
  } satisfies Record<FilterKey, Counts>
  const add = (counts: Counts, value: string) => counts.set(value, (counts.get(value) ?? 0) + 1)
  for (const guest of guests) {
    add(found.state, bucketOf(guest))
    if (guest.lock !== null) add(found.state, 'locked')
    add(found.node, guest.node)
    add(found.kind, guest.kind)
    if (guest.pool !== null) add(found.pool, guest.pool)
    for (const tag of guest.tags) add(found.tag, tag)
  }
  return found
}

const inOrder = (key: FilterKey, counts: Counts) =>
  sortRows([...counts], ([value]) => (key === 'state' ? stateFilters.findIndex((one) => one === value) : value), false)
