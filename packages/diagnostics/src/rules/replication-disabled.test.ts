import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { job, jobs } from '../testing/replication.ts'
import { replicationDisabled } from './replication-disabled.ts'

test('one that works', () => {
  expect(subjectsOf(replicationDisabled, jobs([job(), job({ id: '101-0', disable: 0 })]))).toEqual([])
})

test('one that is switched off', () => {
  expect(paramsOf(replicationDisabled, jobs([job({ disable: 1 })]))).toEqual({
    guest: '100',
    node: 'alder',
    target: 'birch',
  })
})

test('odd input: no target; a job that another node lists', () => {
  expect(paramsOf(replicationDisabled, jobs([{ id: '9-0', disable: 1 }]))).toMatchObject({ guest: '9', target: '–' })
  expect(subjectsOf(replicationDisabled, jobs([job({ disable: 1, source: 'cedar' })]))).toEqual([])
})
