import { expect, test } from 'vitest'
import { node, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { nodeSwapHeavy } from './node-swap-heavy.ts'

const facts = (swapUsed: number | null, memory: number | null, more = {}) => ({
  nodes: read([node('alder', { swapUsed, swapMax: 10 * 1024 ** 3, memory, memoryMax: 100, ...more })]),
})
const gib = 1024 ** 3

test('a false alarm of others: swap in use while memory is free', () => {
  expect(subjectsOf(nodeSwapHeavy, facts(10 * gib, 50))).toEqual([])
})

test('the edges', () => {
  expect(subjectsOf(nodeSwapHeavy, facts(5.9 * gib, 85))).toEqual([])
  expect(subjectsOf(nodeSwapHeavy, facts(6 * gib, 84))).toEqual([])
  expect(paramsOf(nodeSwapHeavy, facts(6 * gib, 85))).toEqual({ node: 'alder', swap: 60, memory: 85, size: 10 })
})

test('odd input: no swap, nothing known, away', () => {
  expect(subjectsOf(nodeSwapHeavy, facts(0, 100, { swapMax: 0 }))).toEqual([])
  expect(subjectsOf(nodeSwapHeavy, facts(null, 100))).toEqual([])
  expect(subjectsOf(nodeSwapHeavy, facts(6 * gib, null))).toEqual([])
  expect(subjectsOf(nodeSwapHeavy, facts(6 * gib, 100, { state: 'unknown' }))).toEqual([])
})
