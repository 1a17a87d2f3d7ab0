import { expect, test } from 'vitest'
import { now, paramsOf, subjectsOf } from '../testing/facts.ts'
import { job, jobs } from '../testing/replication.ts'
import { replicationOverdue } from './replication-overdue.ts'

// The lists of these tests were read five seconds ago.
const late = (minutes: number, more = {}) => jobs([job({ next_sync: now - 5 - minutes * 60, ...more })])

test('the edge', () => {
  expect(subjectsOf(replicationOverdue, late(-1))).toEqual([])
  expect(subjectsOf(replicationOverdue, late(119))).toEqual([])
  expect(paramsOf(replicationOverdue, late(120))).toEqual({
    guest: '100',
    node: 'alder',
    target: 'birch',
    minutes: 120,
  })
})

test('failing, disabled and waiting jobs are told elsewhere', () => {
  expect(subjectsOf(replicationOverdue, late(999, { fail_count: 1 }))).toEqual([])
  expect(subjectsOf(replicationOverdue, late(999, { disable: 1 }))).toEqual([])
  expect(subjectsOf(replicationOverdue, jobs([job({ next_sync: now - 99_999 })], 'offline'))).toEqual([])
})

test('odd input: never planned', () => {
  expect(subjectsOf(replicationOverdue, jobs([job({ next_sync: 0 }), { id: '7-0' }]))).toEqual([])
})
