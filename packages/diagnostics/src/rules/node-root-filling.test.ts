import { expect, test } from 'vitest'
import { findingsOf, node, read, subjectsOf } from '../testing/facts.ts'
import { nodeRootFilling } from './node-root-filling.ts'

const gib = 1024 ** 3
const facts = (rootUsed: number | null, rootMax: number | null = 100 * gib, more = {}) => ({
  nodes: read([node('alder', { rootUsed, rootMax, ...more })]),
})

test('the edges', () => {
  expect(subjectsOf(nodeRootFilling, facts(84.9 * gib))).toEqual([])
  expect(findingsOf(nodeRootFilling, facts(85 * gib))[0]).toMatchObject({
    severity: 'warning',
    params: { node: 'alder', percent: 85, free: 15, total: 100 },
  })
  expect(findingsOf(nodeRootFilling, facts(94.9 * gib))[0]?.severity).toBe('warning')
  expect(findingsOf(nodeRootFilling, facts(95 * gib))[0]?.severity).toBe('critical')
})

test('odd input', () => {
  expect(subjectsOf(nodeRootFilling, facts(null))).toEqual([])
  expect(subjectsOf(nodeRootFilling, facts(5, 0))).toEqual([])
  expect(subjectsOf(nodeRootFilling, facts(5, null))).toEqual([])
  expect(subjectsOf(nodeRootFilling, facts(99 * gib, 100 * gib, { state: 'offline' }))).toEqual([])
})
