import { expect, test } from 'vitest'
import type { Snapshot } from '../facts.ts'
import { byKey, guest, now, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { snapshotOld as rule } from './snapshot-old.ts'

const day = 86_400
const of = (...snapshots: Snapshot[]) => ({ guests: read([guest(100)]), snapshots: byKey({ 100: snapshots }) })

test('none, a young one, the present state', () => {
  expect(subjectsOf(rule, of())).toEqual([])
  expect(subjectsOf(rule, of({ name: 'a', snaptime: now - 30 * day }))).toEqual([])
  expect(subjectsOf(rule, of({ name: 'current', snaptime: now - 99 * day }))).toEqual([])
})

test('one finding for all that are old', () => {
  const many = [
    { name: 'a', snaptime: now - 31 * day },
    { name: 'b', snaptime: now - 90 * day },
  ]
  expect(paramsOf(rule, of(...many, { name: 'c', snaptime: now }))).toEqual({ guest: '100', count: 2, days: 90 })
  expect(subjectsOf(rule, of(...many), { thresholds: { age: 100 } })).toEqual([])
})

test('odd input: no time, 0, the future, a guest that is not listed', () => {
  expect(subjectsOf(rule, of({ name: 'a' }, { name: 'b', snaptime: 0 }, { name: 'c', snaptime: now + day }))).toEqual(
    [],
  )
  expect(subjectsOf(rule, { ...of({ name: 'a', snaptime: 1 }), guests: read([]) })).toEqual([])
})
