import { expect, test } from 'vitest'
import { findingsOf, subjectsOf } from '../testing/facts.ts'
import { zfs } from '../testing/disks.ts'
import { zfsPoolFilling } from './zfs-pool-filling.ts'

const gib = 1024 ** 3
const pool = (alloc: number | undefined, size: number | undefined = 100 * gib) =>
  zfs([{ name: 'tank', health: 'ONLINE', alloc, size }])

test('the edges', () => {
  expect(subjectsOf(zfsPoolFilling, pool(79.9 * gib))).toEqual([])
  expect(findingsOf(zfsPoolFilling, pool(80 * gib))[0]).toMatchObject({
    severity: 'warning',
    params: { node: 'alder', pool: 'tank', percent: 80, free: 20 },
  })
  expect(findingsOf(zfsPoolFilling, pool(90 * gib))[0]?.severity).toBe('critical')
})

test('odd input', () => {
  expect(subjectsOf(zfsPoolFilling, pool(undefined))).toEqual([])
  expect(subjectsOf(zfsPoolFilling, pool(5, 0))).toEqual([])
  expect(subjectsOf(zfsPoolFilling, zfs([{ name: 'tank', health: 'FAULTED' }]))).toEqual([])
})
