import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { groupings } from './arrange.ts'
import { FilterMenu } from './FilterMenu.tsx'
import { type FilterKey, filterKeys, takeTokens, valuesOf } from './filter.ts'
import type { GuestView } from './use-guest-view.ts'
import { ValueWord } from './ValueWord.tsx'

export function GuestSearch({ view }: { view: GuestView }) {
  const t = useT()
  const grouping = useMemo(() => groupings.map((value) => ({ value, label: t(`guests:group-${value}`) })), [t])
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the element search is not known to every supported browser
    <div className="guestsearch" role="search">
      <SearchBox view={view} />
      <Popover
        side="end"
        className="btn md"
        label={t('guests:filter')}
        trigger={
          <>
            <Icon name="list" size={14} />
            {t('guests:filter')}
          </>
        }
      >
        {() => <FilterMenu view={view} />}
      </Popover>
      <label className="btn md groupby">
        <span className="faint">{t('guests:groupBy')}</span>
        <select
          value={view.grouping}
          onChange={(event) => {
            const chosen = groupings.find((one) => one === event.target.value)
            if (chosen) view.setGrouping(chosen)
          }}
        >
          {grouping.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <Icon name="down" size={14} />
      </label>
    </div>
  )
}

function SearchBox({ view }: { view: GuestView }) {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  // The field is its own while one types; the address follows at each key, and leads when it changes by itself.
  const given = view.search.q ?? ''
  const [words, setWords] = useState(given)
  const [followed, setFollowed] = useState(given)
  if (given !== followed) {
    setFollowed(given)
    if (given !== words.trim()) setWords(given)
  }
  useSlashKey(input)
  const type = (text: string) => {
    const complete = text.endsWith(' ') ? takeTokens(text) : { rest: text, tokens: [] }
    const [token] = complete.tokens
    if (token) {
      setWords(complete.rest)
      view.add(token.key, token.value, complete.rest)
      return
    }
    setWords(text)
    view.setWords(text.trim())
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') type(`${words} `)
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      document.querySelector<HTMLAnchorElement>('.guesttable td.name a')?.focus()
    }
    if (event.key === 'Backspace' && words === '') takeLast(view)
  }
  return (
    <div className="query">
      <Icon name="search" size={14} />
      {filterKeys.map((key) => (
        <Token key={key} name={key} view={view} />
      ))}
      <input
        ref={input}
        type="search"
        value={words}
        placeholder={t('guests:placeholder')}
        aria-label={t('guests:searchLabel')}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
        autoComplete="off"
        spellCheck={false}
      />
      <kbd className="hide-s" aria-hidden="true">
        /
      </kbd>
    </div>
  )
}

function takeLast(view: GuestView) {
  const last = filterKeys.findLast((key) => valuesOf(view.search[key]).length > 0)
  if (last) view.setValues(last, valuesOf(view.search[last]).slice(0, -1))
}

function Token({ name, view }: { name: FilterKey; view: GuestView }) {
  const t = useT()
  const values = valuesOf(view.search[name])
  if (values.length === 0) return null
  return (
    <span className="tok">
      <span className="k">{t(`guests:key-${name}`)}</span>
      {values.map((value, index) => (
        <span key={value}>
          {index > 0 && ', '}
          <ValueWord name={name} value={value} />
        </span>
      ))}
      <button
        type="button"
        className="untok"
        aria-label={t('guests:removeFilter', { key: t(`guests:key-${name}`) })}
        onClick={() => view.setValues(name, [])}
      >
        <Icon name="x" size={12} />
      </button>
    </span>
  )
}

function useSlashKey(input: React.RefObject<HTMLInputElement | null>) {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const inField = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)
      if (event.key !== '/' || inField || event.metaKey || event.ctrlKey || event.altKey) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [input])
}
