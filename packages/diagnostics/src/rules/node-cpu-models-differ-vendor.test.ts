import { expect, test } from 'vitest'
import { node, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { nodeCpuModelsDifferVendor } from './node-cpu-models-differ-vendor.ts'

const facts = (...models: (string | null)[]) => ({
  nodes: read(models.map((cpuModel, index) => node(`node${index}`, { cpuModel }))),
})
const intel = 'Intel(R) Core(TM) i5-10500T CPU @ 2.30GHz'
const amd = 'AMD Ryzen 7 5700G with Radeon Graphics'

test('one vendor, also with different models', () => {
  expect(subjectsOf(nodeCpuModelsDifferVendor, facts(intel, 'Intel(R) N100'))).toEqual([])
  expect(subjectsOf(nodeCpuModelsDifferVendor, facts(amd))).toEqual([])
})

test('two vendors', () => {
  expect(paramsOf(nodeCpuModelsDifferVendor, facts(intel, amd))).toEqual({ vendors: 'node0: Intel, node1: AMD' })
})

test('odd input: a processor that does not tell, or that is not known', () => {
  expect(subjectsOf(nodeCpuModelsDifferVendor, facts(intel, 'QEMU Virtual CPU version 2.5+'))).toEqual([])
  expect(subjectsOf(nodeCpuModelsDifferVendor, facts(intel, null))).toEqual([])
})
