import type { GuestRow } from '@steward/contracts'
import { bucketOf } from '../overview/counts.ts'

/** What the address says: free words and one list of values for each key, separated by commas. */
export type GuestFilter = {
  q?: string
  state?: string
  node?: string
  tag?: string
  pool?: string
  kind?: string
}

export const filterKeys = ['state', 'node', 'tag', 'pool', 'kind'] as const
export type FilterKey = (typeof filterKeys)[number]

export const stateFilters = [
  'running',
  'stopped',
  'off',
  'paused',
  'busy',
  'trouble',
  'unknown',
  'locked',
  'templates',
] as const
export type StateFilter = (typeof stateFilters)[number]

export const valuesOf = (text: string | undefined): string[] =>
  text === undefined ? [] : text.split(',').filter((value) => value !== '')

// Rows keep their identity until they change, so what is searched is written once for each.
const haystacks = new WeakMap<GuestRow, string>()

function haystackOf(guest: GuestRow): string {
  const held = haystacks.get(guest)
  if (held !== undefined) return held
  const parts = [guest.id, guest.name, guest.node, guest.pool, guest.lock, guest.ha, ...guest.tags]
  const made = parts
    .filter((part) => part !== null)
    .join('\n')
    .toLowerCase()
  haystacks.set(guest, made)
  return made
}

type Test = (guest: GuestRow) => boolean

/** Rows that pass every key and contain every word. `key:value` in the words works like a key; `-` in front turns around. */
export function filterGuests(guests: readonly GuestRow[], filter: GuestFilter): readonly GuestRow[] {
  const tests = [
    ...filterKeys.flatMap((key) => keyTest(key, valuesOf(filter[key]))),
    ...(filter.q ?? '').toLowerCase().split(/\s+/).flatMap(wordTest),
  ]
  if (tests.length === 0) return guests
  return guests.filter((guest) => tests.every((test) => test(guest)))
}

function keyTest(key: FilterKey | 'lock', values: readonly string[]): Test[] {
  if (values.length === 0) return []
  const wanted = new Set(values.map((value) => value.toLowerCase()))
  return [(guest) => fieldsOf(guest, key).some((value) => wanted.has(value.toLowerCase()))]
}

function fieldsOf(guest: GuestRow, key: FilterKey | 'lock'): readonly string[] {
  switch (key) {
    case 'state': {
      const bucket = bucketOf(guest)
      return guest.lock === null ? [bucket, guest.state] : [bucket, guest.state, 'locked']
    }
    case 'node':
      return [guest.node]
    case 'tag':
      return guest.tags
    case 'pool':
      return guest.pool === null ? [] : [guest.pool]
    case 'kind':
      return guest.kind === 'qemu' ? ['qemu', 'vm'] : ['lxc', 'ct']
    case 'lock':
      return guest.lock === null ? [] : [guest.lock]
  }
}

const isFilterKey = (key: string): key is FilterKey => filterKeys.some((known) => known === key)
const isKey = (key: string): key is FilterKey | 'lock' => key === 'lock' || isFilterKey(key)

function wordTest(word: string): Test[] {
  if (word === '' || word === '-') return []
  if (word.startsWith('-')) {
    const inner = wordTest(word.slice(1))
    return [(guest) => !inner.every((test) => test(guest))]
  }
  const [key, value] = splitOnce(word)
  if (value !== '' && isKey(key)) return keyTest(key, valuesOf(value))
  return [(guest) => haystackOf(guest).includes(word)]
}

function splitOnce(word: string): [string, string] {
  const at = word.indexOf(':')
  return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)]
}

/** Takes `key:value` words with a key of their own out of the text, as soon as they are complete. */
export function takeTokens(text: string): { rest: string; tokens: { key: FilterKey; value: string }[] } {
  const tokens: { key: FilterKey; value: string }[] = []
  const rest = text.split(/\s+/).filter((word) => {
    const [key, value] = splitOnce(word)
    if (value === '' || !isFilterKey(key)) return true
    tokens.push({ key, value })
    return false
  })
  return { rest: rest.join(' '), tokens }
}
