import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { lockFacts, lockSince, running } from '../testing/locks.ts'
import { lockHeldLong } from './lock-held-long.ts'

const job = running({ subject: '101' })

test('up to six hours, or no task', () => {
  expect(subjectsOf(lockHeldLong, lockFacts('backup', 6 * 3600 - 1, [job]))).toEqual([])
  expect(subjectsOf(lockHeldLong, lockFacts('backup', 9 * 3600))).toEqual([])
})

test('six hours', () => {
  expect(paramsOf(lockHeldLong, lockFacts('backup', 6 * 3600, [job]))).toMatchObject({
    hours: 6,
    type: 'vzdump',
    lock: 'backup',
  })
})

test('odd input: since when is not known', () => {
  expect(subjectsOf(lockHeldLong, { ...lockFacts('backup', 9e5, [job]), observed: lockSince(9e5, 'other') })).toEqual(
    [],
  )
})
