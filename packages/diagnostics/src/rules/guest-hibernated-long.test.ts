import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { lockFacts } from '../testing/locks.ts'
import { guestHibernatedLong } from './guest-hibernated-long.ts'

const day = 86_400

test('asleep for less than two weeks, or another lock', () => {
  expect(subjectsOf(guestHibernatedLong, lockFacts('suspended', 14 * day - 1))).toEqual([])
  expect(subjectsOf(guestHibernatedLong, lockFacts('backup', 30 * day))).toEqual([])
})

test('two weeks', () => {
  expect(paramsOf(guestHibernatedLong, lockFacts('suspended', 14 * day))).toMatchObject({ days: 14 })
})

test('odd input: a clock that went back', () => {
  expect(subjectsOf(guestHibernatedLong, lockFacts('suspended', -5))).toEqual([])
})
