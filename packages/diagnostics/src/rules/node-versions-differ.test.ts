import { expect, test } from 'vitest'
import { findingsOf, node, read, subjectsOf } from '../testing/facts.ts'
import { nodeVersionsDiffer } from './node-versions-differ.ts'

const facts = (...versions: (string | null)[]) => ({
  nodes: read(versions.map((version, index) => node(`node${index}`, { version }))),
})

test('the same everywhere', () => {
  expect(subjectsOf(nodeVersionsDiffer, facts('9.2.11', '9.2.11'))).toEqual([])
  expect(subjectsOf(nodeVersionsDiffer, facts('9.2.11'))).toEqual([])
})

test('the last number is a notice, the others are a warning', () => {
  expect(findingsOf(nodeVersionsDiffer, facts('9.2.11', '9.2.12'))[0]).toMatchObject({
    severity: 'notice',
    params: { versions: 'node0: 9.2.11, node1: 9.2.12' },
  })
  expect(findingsOf(nodeVersionsDiffer, facts('9.2.11', '9.0.3'))[0]?.severity).toBe('warning')
  expect(findingsOf(nodeVersionsDiffer, facts('9.2.11', '8.4.1'))[0]?.severity).toBe('warning')
})

test('odd input: a version that is not known, a node that is away', () => {
  expect(subjectsOf(nodeVersionsDiffer, facts('9.2.11', null))).toEqual([])
  const away = node('birch', { version: '8.4.1', state: 'offline' })
  expect(subjectsOf(nodeVersionsDiffer, { nodes: read([node('alder'), away]) })).toEqual([])
})
