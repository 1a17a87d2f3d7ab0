import { expect, test } from 'vitest'
import { node, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { nodeIowaitHigh } from './node-iowait-high.ts'

const facts = (ioWait: number | null, more = {}) => ({ nodes: read([node('alder', { ioWait, ...more })]) })

test('the edges in both profiles', () => {
  expect(subjectsOf(nodeIowaitHigh, facts(0.29))).toEqual([])
  expect(paramsOf(nodeIowaitHigh, facts(0.3))).toEqual({ node: 'alder', percent: 30 })
  expect(subjectsOf(nodeIowaitHigh, facts(0.2), { profile: 'production' })).toEqual(['node/alder/iowait'])
})

test('odd input: not known, away', () => {
  expect(subjectsOf(nodeIowaitHigh, facts(null))).toEqual([])
  expect(subjectsOf(nodeIowaitHigh, facts(1, { state: 'offline' }))).toEqual([])
})
