import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { ct, odd, vm } from '../testing/guests.ts'
import { ballooningOverMemory as rule } from './ballooning-over-memory.ts'

test('less than the memory, the same, off, absent', () => {
  for (const balloon of ['2048', '4096', '0']) expect(subjectsOf(rule, vm({ balloon }))).toEqual([])
  expect(subjectsOf(rule, vm({}))).toEqual([])
})

test('more than the memory', () => {
  expect(paramsOf(rule, vm({ balloon: '4097' }))).toEqual({ guest: '100', balloon: 4097, memory: 4096 })
  expect(subjectsOf(rule, vm({ balloon: '4097', memory: 'current=4096' }))).toHaveLength(1)
})

test('not for containers', () => {
  expect(subjectsOf(rule, ct({ balloon: '9999' }))).toEqual([])
})

test('odd input', () => {
  for (const balloon of odd) expect(subjectsOf(rule, vm({ balloon }))).toEqual([])
  for (const memory of odd) expect(subjectsOf(rule, vm({ balloon: '9999', memory }))).toEqual([])
})
