import { expect, test } from 'vitest'
import { node, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { nodeMaintenanceLong } from './node-maintenance-long.ts'

test('a node at work', () => {
  expect(subjectsOf(nodeMaintenanceLong, { nodes: read([node('alder')]) })).toEqual([])
})

test('a node in maintenance, confirmed after a day', () => {
  expect(paramsOf(nodeMaintenanceLong, { nodes: read([node('alder', { maintenance: true })]) })).toEqual({
    node: 'alder',
  })
  expect(nodeMaintenanceLong.confirmSec).toBe(86_400)
})

test('odd input: one that is off, or of which nothing is known', () => {
  const nodes = read([
    node('alder', { maintenance: true, state: 'offline' }),
    node('birch', { maintenance: true, state: 'unknown' }),
  ])
  expect(subjectsOf(nodeMaintenanceLong, { nodes })).toEqual([])
  expect(subjectsOf(nodeMaintenanceLong, { nodes: read([]) })).toEqual([])
})
