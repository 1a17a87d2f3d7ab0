import { expect, test } from 'vitest'
import { now, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { userEnabledButExpired } from './user-enabled-but-expired.ts'

const facts = (enable: number | undefined, expire: number | undefined) => ({
  users: read([{ userid: 'anna@pve', enable, expire }]),
})

test('never, later, and disabled', () => {
  expect(subjectsOf(userEnabledButExpired, facts(1, 0))).toEqual([])
  expect(subjectsOf(userEnabledButExpired, facts(1, now + 1))).toEqual([])
  expect(subjectsOf(userEnabledButExpired, facts(0, now - 1))).toEqual([])
})

test('the edge', () => {
  expect(subjectsOf(userEnabledButExpired, facts(1, now))).toEqual(['user/anna@pve'])
  expect(paramsOf(userEnabledButExpired, facts(1, now - 3 * 86_400))).toEqual({ user: 'anna@pve', days: 3 })
  expect(userEnabledButExpired.offIn).toEqual(['home'])
})

test('odd input: nothing told', () => {
  expect(subjectsOf(userEnabledButExpired, facts(undefined, undefined))).toEqual([])
  expect(subjectsOf(userEnabledButExpired, facts(undefined, now - 9))).toEqual([])
})
