import { expect, test } from 'vitest'
import type { NodeStatus } from '../facts.ts'
import { byKey, findingsOf, node, read, subjectsOf } from '../testing/facts.ts'
import { nodeMemoryHigh } from './node-memory-high.ts'

const gib = 1024 ** 3
const facts = (memory: NodeStatus['memory'], state: 'online' | 'offline' = 'online') => ({
  nodes: read([node('alder', { state })]),
  nodeStatus: byKey<NodeStatus>({ alder: { uptime: 1, loadavg: [], pveversion: '', memory } }),
})

test('the edges, at home', () => {
  expect(subjectsOf(nodeMemoryHigh, facts({ total: 100 * gib, available: 11 * gib }))).toEqual([])
  expect(findingsOf(nodeMemoryHigh, facts({ total: 100 * gib, available: 10 * gib }))[0]).toMatchObject({
    severity: 'warning',
    params: { node: 'alder', percent: 90, used: 90, total: 100 },
  })
  expect(findingsOf(nodeMemoryHigh, facts({ total: 100 * gib, available: 3 * gib }))[0]?.severity).toBe('critical')
})

test('a false alarm of others: cache is not in use', () => {
  expect(subjectsOf(nodeMemoryHigh, facts({ total: 32 * gib, used: 31 * gib, available: 20 * gib }))).toEqual([])
})

test('PVE 8 tells no available memory; its used is without cache', () => {
  expect(subjectsOf(nodeMemoryHigh, facts({ total: 32 * gib, used: 31 * gib }))).toEqual(['node/alder/memory'])
})

test('odd input', () => {
  expect(subjectsOf(nodeMemoryHigh, facts(undefined))).toEqual([])
  expect(subjectsOf(nodeMemoryHigh, facts({ total: 0, available: 0, used: 5 }))).toEqual([])
  expect(subjectsOf(nodeMemoryHigh, facts({ total: 10, available: 20 }))).toEqual([])
  expect(subjectsOf(nodeMemoryHigh, facts({ total: gib, available: 0 }, 'offline'))).toEqual([])
})
