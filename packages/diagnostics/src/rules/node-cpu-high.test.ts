import { expect, test } from 'vitest'
import { findingsOf, node, read, subjectsOf } from '../testing/facts.ts'
import { nodeCpuHigh } from './node-cpu-high.ts'

const facts = (cpu: number | null, more = {}) => ({ nodes: read([node('alder', { cpu, ...more })]) })

test('the edges', () => {
  expect(subjectsOf(nodeCpuHigh, facts(0.84))).toEqual([])
  expect(findingsOf(nodeCpuHigh, facts(0.85))[0]).toMatchObject({ severity: 'notice', params: { percent: 85 } })
  expect(findingsOf(nodeCpuHigh, facts(0.95))[0]).toMatchObject({ severity: 'warning' })
})

test('it must last five minutes', () => {
  expect(nodeCpuHigh.confirmSec).toBe(300)
})

test('odd input: not known, or of a node that is away', () => {
  expect(subjectsOf(nodeCpuHigh, facts(null))).toEqual([])
  expect(subjectsOf(nodeCpuHigh, facts(1, { state: 'offline' }))).toEqual([])
  expect(findingsOf(nodeCpuHigh, facts(1, { cpuMax: null }))[0]?.params).toMatchObject({ cores: 0 })
})
