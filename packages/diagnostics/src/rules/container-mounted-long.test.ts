import { expect, test } from 'vitest'
import { subjectsOf } from '../testing/facts.ts'
import { lockFacts, lockSince } from '../testing/locks.ts'
import { containerMountedLong } from './container-mounted-long.ts'

test('half a day is given', () => {
  expect(subjectsOf(containerMountedLong, lockFacts('mounted', 12 * 3600 - 1))).toEqual([])
  expect(subjectsOf(containerMountedLong, lockFacts('mounted', 12 * 3600))).toEqual(['guest/101/lock'])
})

test('other locks', () => {
  expect(subjectsOf(containerMountedLong, lockFacts('backup', 9e5))).toEqual([])
})

test('odd input: never seen', () => {
  expect(subjectsOf(containerMountedLong, { ...lockFacts('mounted', 9e5), observed: lockSince(0, 'x') })).toEqual([])
})
