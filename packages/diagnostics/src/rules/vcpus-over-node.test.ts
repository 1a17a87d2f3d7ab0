import { expect, test } from 'vitest'
import { node, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { alone, ct, odd, template, vm } from '../testing/guests.ts'
import { vcpusOverNode as rule } from './vcpus-over-node.ts'

test('as many as the node has', () => {
  expect(subjectsOf(rule, { ...vm({ cores: '8' }), ...alone })).toEqual([])
  expect(subjectsOf(rule, { ...vm({ cores: '4', sockets: '2' }), ...alone })).toEqual([])
})

test('one more', () => {
  const params = { guest: '100', node: 'alder', vcpus: 9, threads: 8 }
  expect(paramsOf(rule, { ...vm({ cores: '9' }), ...alone })).toEqual(params)
  expect(subjectsOf(rule, { ...vm({ cores: '5', sockets: '2' }), ...alone })).toHaveLength(1)
})

test('a container, a template, a node whose figures are not known', () => {
  expect(subjectsOf(rule, { ...ct({ cores: '64' }), ...alone })).toEqual([])
  expect(subjectsOf(rule, { ...vm({ cores: '64' }, template), ...alone })).toEqual([])
  expect(subjectsOf(rule, { ...vm({ cores: '64' }), nodes: read([node('alder', { cpuMax: null })]) })).toEqual([])
  expect(subjectsOf(rule, { ...vm({ cores: '64' }), nodes: read([node('alder', { cpuMax: 0 })]) })).toEqual([])
  expect(subjectsOf(rule, { ...vm({ cores: '64' }, { node: 'gone' }), ...alone })).toEqual([])
})

test('odd input', () => {
  for (const cores of odd) expect(subjectsOf(rule, { ...vm({ cores }), ...alone })).toEqual([])
  for (const sockets of odd) expect(subjectsOf(rule, { ...vm({ sockets }), ...alone })).toEqual([])
})
