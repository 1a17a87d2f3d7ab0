import { expect, test } from 'vitest'
import { byKey, guest, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { snapshotsMany as rule } from './snapshots-many.ts'

const of = (count: number, more = {}) => ({
  guests: read([guest(100, more)]),
  snapshots: byKey({ 100: Array.from({ length: count }, (_, index) => ({ name: `s${index}` })) }),
})

test('up to five', () => {
  expect(subjectsOf(rule, of(0))).toEqual([])
  expect(subjectsOf(rule, of(5))).toEqual([])
})

test('more, of containers too', () => {
  expect(paramsOf(rule, of(6))).toEqual({ guest: '100', count: 6 })
  expect(subjectsOf(rule, of(6, { kind: 'lxc' }))).toHaveLength(1)
  expect(subjectsOf(rule, of(6), { thresholds: { most: 24 } })).toEqual([])
})

test('the present state is none of them; odd input: names that are empty', () => {
  const with6 = ['a', 'b', 'c', 'd', 'e', 'current'].map((name) => ({ name }))
  expect(subjectsOf(rule, { guests: read([guest(100)]), snapshots: byKey({ 100: with6 }) })).toEqual([])
  const empty = Array.from({ length: 6 }, () => ({ name: '' }))
  expect(subjectsOf(rule, { guests: read([guest(100)]), snapshots: byKey({ 100: empty }) })).toHaveLength(1)
})
