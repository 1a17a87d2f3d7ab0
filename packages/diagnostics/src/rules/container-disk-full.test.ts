import { expect, test } from 'vitest'
import { findingsOf, guest, read, subjectsOf } from '../testing/facts.ts'
import { containerDiskFull } from './container-disk-full.ts'

const facts = (used: number | null, max: number | null, more = {}) => ({
  guests: read([guest(101, { kind: 'lxc', diskUsed: used, diskMax: max, ...more })]),
})

test('below the threshold', () => {
  expect(subjectsOf(containerDiskFull, facts(89, 100))).toEqual([])
})

test('at the threshold', () => {
  expect(findingsOf(containerDiskFull, facts(90, 100))).toMatchObject([
    { severity: 'warning', params: { percent: 90 } },
  ])
  expect(findingsOf(containerDiskFull, facts(97, 100))).toMatchObject([{ severity: 'critical' }])
})

test('a VM’s figure means something else, and a stopped one has none', () => {
  expect(subjectsOf(containerDiskFull, facts(99, 100, { kind: 'qemu' }))).toEqual([])
  expect(subjectsOf(containerDiskFull, facts(99, 100, { state: 'stopped' }))).toEqual([])
})

test('odd input: nothing known, nothing there, negative', () => {
  for (const [used, max] of [
    [null, 100],
    [5, null],
    [5, 0],
    [-5, 100],
  ] as const)
    expect(subjectsOf(containerDiskFull, facts(used, max))).toEqual([])
})
