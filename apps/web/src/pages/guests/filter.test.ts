import type { GuestRow } from '@steward/contracts'
import { expect, test } from 'vitest'
import { arrangeGuests, toSort } from './arrange.ts'
import { filterGuests, takeTokens } from './filter.ts'

const nothing = {
  rawState: 'running',
  unknown: null,
  template: false,
  offOnPurpose: null,
  lock: null,
  pool: null,
  ha: null,
  startedAt: null,
  cpu: null,
  cpuMax: null,
  memory: null,
  memoryMax: null,
  diskUsed: null,
  diskMax: null,
  netIn: null,
  netOut: null,
  diskRead: null,
  diskWrite: null,
}
const guest = (vmid: number, more: Partial<GuestRow> = {}): GuestRow => ({
  ...nothing,
  id: String(vmid),
  vmid,
  kind: 'qemu',
  node: 'alder',
  name: `guest-${vmid}`,
  state: 'running',
  tags: [],
  ...more,
})
const guests = [
  guest(100, { name: 'web', tags: ['prod'] }),
  guest(101, { name: 'Database', node: 'birch', lock: 'backup', tags: ['db', 'prod'] }),
  guest(102, { name: 'mail', kind: 'lxc', state: 'stopped', offOnPurpose: 'not-started-at-boot' }),
  guest(103, { name: 'sick', state: 'io-error' }),
]
const ids = (found: readonly GuestRow[]) => found.map(({ id }) => id)

test('words are looked for in names, numbers, tags, nodes and locks', () => {
  expect(ids(filterGuests(guests, { q: 'DATA' }))).toEqual(['101'])
  expect(ids(filterGuests(guests, { q: '10 prod' }))).toEqual(['100', '101'])
  expect(ids(filterGuests(guests, { q: 'backup' }))).toEqual(['101'])
  expect(ids(filterGuests(guests, { q: 'lock:backup' }))).toEqual(['101'])
  expect(ids(filterGuests(guests, { q: '-prod' }))).toEqual(['102', '103'])
})

test('keys are joined by and, their values by or', () => {
  expect(ids(filterGuests(guests, { node: 'alder,birch', tag: 'prod' }))).toEqual(['100', '101'])
  expect(ids(filterGuests(guests, { state: 'trouble,off' }))).toEqual(['102', '103'])
  expect(ids(filterGuests(guests, { state: 'locked' }))).toEqual(['101'])
  expect(ids(filterGuests(guests, { kind: 'lxc' }))).toEqual(['102'])
})

test('complete key words become tokens', () => {
  expect(takeTokens('web node:alder lock:backup state:')).toEqual({
    rest: 'web lock:backup state:',
    tokens: [{ key: 'node', value: 'alder' }],
  })
})

test('groups keep their order whatever the sort, and guests without one stand last', () => {
  expect(ids(arrangeGuests(guests, toSort('-id'), 'node'))).toEqual(['103', '102', '100', '101'])
  expect(ids(arrangeGuests(guests, toSort(undefined), 'tag'))).toEqual(['101', '100', '102', '103'])
  expect(ids(arrangeGuests(guests, toSort('nonsense'), 'none'))).toEqual(['101', '102', '103', '100'])
})

test('five thousand guests are filtered while one types', () => {
  const many = Array.from({ length: 5000 }, (_, index) =>
    guest(index + 1000, { name: `runner-${index}`, tags: ['ci'] }),
  )
  filterGuests(many, { q: 'warm' })
  const began = performance.now()
  expect(filterGuests(many, { q: 'runner 42 ci' }).length).toBeGreaterThan(0)
  expect(performance.now() - began).toBeLessThan(50)
})
