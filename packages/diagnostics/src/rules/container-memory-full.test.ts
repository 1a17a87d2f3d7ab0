import { expect, test } from 'vitest'
import { findingsOf, guest, read, subjectsOf } from '../testing/facts.ts'
import { containerMemoryFull } from './container-memory-full.ts'

const facts = (used: number | null, max: number | null, more = {}) => ({
  guests: read([guest(101, { kind: 'lxc', memory: used, memoryMax: max, ...more })]),
})

test('below the threshold', () => {
  expect(subjectsOf(containerMemoryFull, facts(94, 100))).toEqual([])
})

test('at the threshold', () => {
  expect(findingsOf(containerMemoryFull, facts(95, 100))).toMatchObject([
    { severity: 'warning', params: { percent: 95 } },
  ])
})

test('a VM’s figure means something else, and a stopped one has none', () => {
  expect(subjectsOf(containerMemoryFull, facts(99, 100, { kind: 'qemu' }))).toEqual([])
  expect(subjectsOf(containerMemoryFull, facts(99, 100, { state: 'stopped' }))).toEqual([])
})

test('odd input: nothing known, nothing there, negative', () => {
  for (const [used, max] of [
    [null, 100],
    [5, null],
    [5, 0],
    [-5, 100],
  ] as const)
    expect(subjectsOf(containerMemoryFull, facts(used, max))).toEqual([])
})
