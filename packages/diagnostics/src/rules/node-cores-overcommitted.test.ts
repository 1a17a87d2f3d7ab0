import { expect, test } from 'vitest'
import { guest, node, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { nodeCoresOvercommitted } from './node-cores-overcommitted.ts'

const facts = (cores: number | null, more = {}, cpuMax: number | null = 4) => ({
  nodes: read([node('alder', { cpuMax })]),
  guests: read([guest(100, { cpuMax: cores, ...more })]),
})
const production = { profile: 'production' } as const

test('the edges', () => {
  expect(subjectsOf(nodeCoresOvercommitted, facts(16), production)).toEqual([])
  expect(paramsOf(nodeCoresOvercommitted, facts(18), production)).toEqual({
    node: 'alder',
    cores: 18,
    real: 4,
    ratio: 4.5,
  })
})

test('it is off at home, where guests sleep most of the day', () => {
  expect(nodeCoresOvercommitted.offIn).toEqual(['home'])
})

test('odd input: guests that are off, unknown or no cores', () => {
  expect(subjectsOf(nodeCoresOvercommitted, facts(64, { state: 'stopped' }), production)).toEqual([])
  expect(subjectsOf(nodeCoresOvercommitted, facts(null), production)).toEqual([])
  expect(subjectsOf(nodeCoresOvercommitted, facts(64, {}, 0), production)).toEqual([])
  expect(subjectsOf(nodeCoresOvercommitted, facts(64, {}, null), production)).toEqual([])
})
