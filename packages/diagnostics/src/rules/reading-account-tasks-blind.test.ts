import { expect, test } from 'vitest'
import { node, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { readingAccountTasksBlind } from './reading-account-tasks-blind.ts'

const facts = (...unknown: Parameters<typeof node>[1][]) => ({
  nodes: read(unknown.map((values, index) => node(`node${index}`, values))),
  tasks: read([]),
})

test('figures are told; no tasks are simply a quiet day', () => {
  expect(subjectsOf(readingAccountTasksBlind, facts({}, {}))).toEqual([])
})

test('figures that may not be seen', () => {
  expect(paramsOf(readingAccountTasksBlind, facts({}, { unknown: 'no-right' }))).toEqual({ nodes: 'node1', count: 1 })
})

test('odd input: figures that are missing for another reason', () => {
  expect(subjectsOf(readingAccountTasksBlind, facts({ unknown: 'statistics-stalled' }))).toEqual([])
  expect(subjectsOf(readingAccountTasksBlind, facts({ unknown: 'no-right', state: 'offline' }))).toEqual([])
  expect(subjectsOf(readingAccountTasksBlind, facts())).toEqual([])
})
