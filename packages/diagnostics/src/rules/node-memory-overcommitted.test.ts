import { expect, test } from 'vitest'
import type { GuestConfig } from '../facts.ts'
import { byKey, config, findingsOf, guest, node, read, subjectsOf } from '../testing/facts.ts'
import { nodeMemoryOvercommitted } from './node-memory-overcommitted.ts'

const gib = 1024 ** 3
const facts = (guests: ReturnType<typeof guest>[], configs: Record<string, GuestConfig> = {}, more = {}) => ({
  nodes: read([node('alder', { memory: 5 * gib, memoryMax: 10 * gib, ...more })]),
  guests: read(guests),
  guestConfigs: byKey(configs),
})
const of = (vmid: number, size: number, more = {}) => guest(vmid, { memoryMax: size * gib, ...more })

test('the edges', () => {
  expect(subjectsOf(nodeMemoryOvercommitted, facts([of(100, 12)]))).toEqual([])
  expect(findingsOf(nodeMemoryOvercommitted, facts([of(100, 12), of(101, 1)]))[0]).toMatchObject({
    severity: 'notice',
    params: { node: 'alder', promised: 13, total: 10, percent: 130, guests: 2 },
  })
  expect(subjectsOf(nodeMemoryOvercommitted, facts([of(100, 11)]), { profile: 'production' })).toHaveLength(1)
})

test('it is graver when memory is short indeed', () => {
  const tight = facts([of(100, 13)], {}, { memory: 9 * gib })
  expect(findingsOf(nodeMemoryOvercommitted, tight)[0]?.severity).toBe('warning')
})

test('a false alarm of others: a balloon counts with its minimum, and 0 means none', () => {
  const guests = [of(100, 16)]
  expect(subjectsOf(nodeMemoryOvercommitted, facts(guests, { 100: config({ balloon: '2048' }) }))).toEqual([])
  expect(subjectsOf(nodeMemoryOvercommitted, facts(guests, { 100: config({ balloon: '0' }) }))).toHaveLength(1)
  expect(subjectsOf(nodeMemoryOvercommitted, facts(guests, { 100: config({ balloon: 'x' }) }))).toHaveLength(1)
})

test('guests that are off, templates, other nodes and unknown sizes count nothing', () => {
  const guests = [
    of(100, 99, { state: 'stopped' }),
    of(101, 99, { template: true }),
    of(102, 99, { node: 'birch' }),
    of(103, 99, { state: 'unknown' }),
    guest(104, { memoryMax: null }),
  ]
  expect(subjectsOf(nodeMemoryOvercommitted, facts(guests))).toEqual([])
  expect(subjectsOf(nodeMemoryOvercommitted, facts([of(100, 99)], {}, { memoryMax: null }))).toEqual([])
})
