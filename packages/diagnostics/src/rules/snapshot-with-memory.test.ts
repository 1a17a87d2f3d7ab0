import { expect, test } from 'vitest'
import type { Snapshot } from '../facts.ts'
import { byKey, guest, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { snapshotWithMemory as rule } from './snapshot-with-memory.ts'

const of = (...snapshots: Snapshot[]) => ({ guests: read([guest(100)]), snapshots: byKey({ 100: snapshots }) })

test('disks only', () => {
  expect(subjectsOf(rule, of())).toEqual([])
  expect(subjectsOf(rule, of({ name: 'a', vmstate: 0 }, { name: 'b' }))).toEqual([])
})

test('with memory', () => {
  expect(paramsOf(rule, of({ name: 'a', vmstate: 1 }, { name: 'b', vmstate: 0 }))).toEqual({ guest: '100', count: 1 })
})

test('off where it would be noise; odd input: the present state', () => {
  expect(rule.offIn).toEqual(['home'])
  expect(subjectsOf(rule, of({ name: 'current', vmstate: 1 }))).toEqual([])
})
