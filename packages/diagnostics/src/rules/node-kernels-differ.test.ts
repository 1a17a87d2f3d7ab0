import { expect, test } from 'vitest'
import { node, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { nodeKernelsDiffer } from './node-kernels-differ.ts'

const facts = (...kernels: (string | null)[]) => ({
  nodes: read(kernels.map((kernel, index) => node(`node${index}`, { kernel }))),
})

test('the same everywhere, or one node', () => {
  expect(subjectsOf(nodeKernelsDiffer, facts('7.0.14-1-pve', '7.0.14-1-pve'))).toEqual([])
  expect(subjectsOf(nodeKernelsDiffer, facts('7.0.14-1-pve'))).toEqual([])
})

test('different ones are named', () => {
  expect(paramsOf(nodeKernelsDiffer, facts('7.0.14-1-pve', '6.8.12-4-pve'))).toEqual({
    kernels: 'node0: 7.0.14-1-pve, node1: 6.8.12-4-pve',
  })
})

test('odd input: one that is not known, one that is away', () => {
  expect(subjectsOf(nodeKernelsDiffer, facts('7.0.14-1-pve', null))).toEqual([])
  const away = node('birch', { kernel: '6.8.12-4-pve', state: 'offline' })
  expect(subjectsOf(nodeKernelsDiffer, { nodes: read([node('alder'), away]) })).toEqual([])
})
