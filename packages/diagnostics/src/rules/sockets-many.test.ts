import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { odd, template, vm } from '../testing/guests.ts'
import { socketsMany as rule } from './sockets-many.ts'

test('one socket, or none said', () => {
  expect(subjectsOf(rule, vm({ sockets: '1' }))).toEqual([])
  expect(subjectsOf(rule, vm({}))).toEqual([])
})

test('several without NUMA', () => {
  expect(paramsOf(rule, vm({ sockets: '2' }))).toEqual({ guest: '100', sockets: 2 })
  expect(subjectsOf(rule, vm({ sockets: '4', numa: '0' }))).toHaveLength(1)
})

test('with NUMA they have a meaning; a template does not run', () => {
  expect(subjectsOf(rule, vm({ sockets: '2', numa: '1' }))).toEqual([])
  expect(subjectsOf(rule, vm({ sockets: '2' }, template))).toEqual([])
})

test('odd input', () => {
  for (const sockets of odd) expect(subjectsOf(rule, vm({ sockets }))).toEqual([])
})
