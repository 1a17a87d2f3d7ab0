import { expect, test } from 'vitest'
import { findingsOf, subjectsOf } from '../testing/facts.ts'
import { job, jobs } from '../testing/replication.ts'
import { replicationTargetGone } from './replication-target-gone.ts'

test('a member, even one that is off', () => {
  expect(subjectsOf(replicationTargetGone, jobs([job()]))).toEqual([])
  expect(subjectsOf(replicationTargetGone, jobs([job()], 'offline'))).toEqual([])
})

test('a node that nobody knows, and one that only guests still name', () => {
  expect(findingsOf(replicationTargetGone, jobs([job({ target: 'former' })]))).toMatchObject([
    {
      params: { guest: '100', node: 'alder', target: 'former', job: '100-0' },
      explains: [{ kind: 'job', id: '100-0' }],
    },
  ])
  expect(subjectsOf(replicationTargetGone, jobs([job()], 'offline', true))).toHaveLength(1)
})

test('odd input: no target told', () => {
  expect(subjectsOf(replicationTargetGone, jobs([{ id: '7-0' }]))).toEqual([])
})
