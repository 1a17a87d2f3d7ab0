import { type ReactNode, useState } from 'react'
import { Icon } from './Icon.tsx'

/** Words to look for and a few choices, above a list. What they say belongs into the address. */
export function FilterBar({ children }: { children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the element search is not known to every supported browser
    <div className="filterbar" role="search">
      {children}
    </div>
  )
}

type SearchProps = { words: string; onWords: (words: string) => void; placeholder: string; label: string }

export function SearchBox({ words: given, onWords, placeholder, label }: SearchProps) {
  // The field is its own while one types; the address follows at each key, and leads when it changes by itself.
  const [words, setWords] = useState(given)
  const [followed, setFollowed] = useState(given)
  if (given !== followed) {
    setFollowed(given)
    if (given !== words.trim()) setWords(given)
  }
  return (
    <div className="query">
      <Icon name="search" size={14} />
      <input
        type="search"
        value={words}
        placeholder={placeholder}
        aria-label={label}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => {
          setWords(target.value)
          onWords(target.value.trim())
        }}
      />
    </div>
  )
}

type PickProps = {
  label: string
  value: string | undefined
  /** Texts of others must have been cleaned: an option shows plain text only. */
  options: readonly { value: string; label: string }[]
  /** What stands for "no choice"; without it one of the options always holds. */
  any?: string
  onPick: (value: string | undefined) => void
}

export function PickBox({ label, value, options, any, onPick }: PickProps) {
  // A value from an old address that no option carries any more must be seen, or nobody finds out why the list is empty.
  const stray = value !== undefined && value !== '' && !options.some((option) => option.value === value)
  return (
    <label className={value === undefined ? 'btn md pickbox' : 'btn md pickbox is-set'}>
      <span className="faint">{label}</span>
      <select value={value ?? ''} onChange={({ target }) => onPick(target.value === '' ? undefined : target.value)}>
        {any !== undefined && <option value="">{any}</option>}
        {stray && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="down" size={14} />
    </label>
  )
}
