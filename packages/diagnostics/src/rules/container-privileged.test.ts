import { expect, test } from 'vitest'
import { subjectsOf } from '../testing/facts.ts'
import { ct, odd, template, vm } from '../testing/guests.ts'
import { containerPrivileged as rule } from './container-privileged.ts'

test('unprivileged', () => {
  expect(subjectsOf(rule, ct({ unprivileged: '1' }))).toEqual([])
})

test('privileged, also by default', () => {
  expect(subjectsOf(rule, ct({}))).toEqual(['guest/100'])
  expect(subjectsOf(rule, ct({ unprivileged: '0' }))).toHaveLength(1)
})

test('not for virtual machines and templates', () => {
  expect(subjectsOf(rule, vm({}))).toEqual([])
  expect(subjectsOf(rule, ct({}, template))).toEqual([])
})

test('odd input is not "yes"', () => {
  for (const unprivileged of odd) expect(subjectsOf(rule, ct({ unprivileged }))).toHaveLength(1)
})
