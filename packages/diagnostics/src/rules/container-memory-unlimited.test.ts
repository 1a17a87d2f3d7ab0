import { expect, test } from 'vitest'
import { byKey, subjectsOf } from '../testing/facts.ts'
import { ct, odd, template, vm } from '../testing/guests.ts'
import { containerMemoryUnlimited as rule } from './container-memory-unlimited.ts'

test('a limit, and the default', () => {
  expect(subjectsOf(rule, ct({ memory: '512', swap: '0' }))).toEqual([])
  expect(subjectsOf(rule, { ...ct({}), guestConfigs: byKey({ 100: { values: {}, pending: [] } }) })).toEqual([])
})

test('none', () => {
  expect(subjectsOf(rule, ct({ memory: '0' }))).toEqual(['guest/100'])
})

test('not for virtual machines and templates', () => {
  expect(subjectsOf(rule, vm({ memory: '0' }))).toEqual([])
  expect(subjectsOf(rule, ct({ memory: '0' }, template))).toEqual([])
})

test('odd input', () => {
  for (const memory of odd) expect(subjectsOf(rule, ct({ memory }))).toEqual([])
})
