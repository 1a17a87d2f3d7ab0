import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { job, jobs } from '../testing/replication.ts'
import { replicationFailing } from './replication-failing.ts'

test('the edges in both profiles', () => {
  expect(subjectsOf(replicationFailing, jobs([job()]))).toEqual([])
  expect(subjectsOf(replicationFailing, jobs([job({ fail_count: 1 })]))).toEqual([])
  expect(subjectsOf(replicationFailing, jobs([job({ fail_count: 1 })]), { profile: 'production' })).toHaveLength(1)
  expect(paramsOf(replicationFailing, jobs([job({ fail_count: 2, error: 'no route' })]))).toEqual({
    guest: '100',
    node: 'alder',
    target: 'birch',
    failures: 2,
    error: 'no route',
  })
})

test('a target that is off is told as such, and a disabled job does not fail', () => {
  expect(subjectsOf(replicationFailing, jobs([job({ fail_count: 9 })], 'offline'))).toEqual([])
  expect(subjectsOf(replicationFailing, jobs([job({ fail_count: 9, disable: 1 })]))).toEqual([])
})

test('odd input: only an id and a count; no jobs', () => {
  expect(paramsOf(replicationFailing, jobs([{ id: '115-1', fail_count: 3 }]))).toMatchObject({
    guest: '115',
    target: '–',
    error: '–',
  })
  expect(subjectsOf(replicationFailing, jobs([{ id: 'x' }]))).toEqual([])
  expect(subjectsOf(replicationFailing, jobs([]))).toEqual([])
})
