import { expect, test } from 'vitest'
import { node, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { ct, odd, template, vm } from '../testing/guests.ts'
import { memoryOverNode as rule } from './memory-over-node.ts'

const nodes = { nodes: read([node('alder', { memoryMax: 16 * 1024 ** 3 })]) }

test('as much as the node has', () => {
  expect(subjectsOf(rule, { ...vm({ memory: '16384' }), ...nodes })).toEqual([])
})

test('one MiB more, in both spellings', () => {
  for (const memory of ['16385', 'current=16385']) {
    const params = { guest: '100', node: 'alder', memory: 16, total: 16 }
    expect(paramsOf(rule, { ...vm({ memory }), ...nodes })).toEqual(params)
  }
})

test('a container, a template, a node that is not known', () => {
  expect(subjectsOf(rule, { ...ct({ memory: '99999' }), ...nodes })).toEqual([])
  expect(subjectsOf(rule, { ...vm({ memory: '99999' }, template), ...nodes })).toEqual([])
  expect(subjectsOf(rule, { ...vm({ memory: '99999' }), nodes: read([node('alder', { memoryMax: null })]) })).toEqual(
    [],
  )
  expect(subjectsOf(rule, { ...vm({ memory: '99999' }, { node: 'gone' }), ...nodes })).toEqual([])
})

test('odd input', () => {
  for (const memory of odd) expect(subjectsOf(rule, { ...vm({ memory }), ...nodes })).toEqual([])
})
