import { expect, test } from 'vitest'
import { paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { clusterLinkSingle } from './cluster-link-single.ts'

const member = (node: string, ...links: unknown[]) => ({
  node,
  ...Object.fromEntries(links.map((link, index) => [`ring${index}_addr`, link])),
})

test('a single node, and nodes with two links', () => {
  expect(subjectsOf(clusterLinkSingle, { clusterNodes: read([member('alder', '192.0.2.1')]) })).toEqual([])
  const two = [member('alder', '192.0.2.1', '198.51.100.1'), member('birch', '192.0.2.2', '198.51.100.2')]
  expect(subjectsOf(clusterLinkSingle, { clusterNodes: read(two) })).toEqual([])
})

test('one link, on all or on some', () => {
  const some = [member('alder', '192.0.2.1', '198.51.100.1'), member('birch', '192.0.2.2')]
  expect(paramsOf(clusterLinkSingle, { clusterNodes: read(some) })).toEqual({ nodes: 'birch', count: 1 })
})

test('the order of PVE’s list, which changes each time, is no matter', () => {
  const nodes = [member('birch', '192.0.2.2'), member('alder', '192.0.2.1')]
  expect(paramsOf(clusterLinkSingle, { clusterNodes: read(nodes) })).toMatchObject({ nodes: 'alder, birch' })
})

test('odd input: no addresses at all, an empty list', () => {
  expect(subjectsOf(clusterLinkSingle, { clusterNodes: read([member('alder'), member('birch', 7)]) })).toEqual([])
  expect(subjectsOf(clusterLinkSingle, { clusterNodes: read([]) })).toEqual([])
})
