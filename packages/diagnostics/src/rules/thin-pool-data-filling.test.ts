import { expect, test } from 'vitest'
import { findingsOf, storage, subjectsOf } from '../testing/facts.ts'
import { thin } from '../testing/disks.ts'
import { thinPoolDataFilling } from './thin-pool-data-filling.ts'

const pool = (used: number | undefined, lv_size: number | undefined = 1000, lv = 'data') => ({
  lv,
  vg: 'pve',
  used,
  lv_size,
})

test('the edges', () => {
  expect(subjectsOf(thinPoolDataFilling, thin([pool(849)]))).toEqual([])
  expect(findingsOf(thinPoolDataFilling, thin([pool(850)]))[0]).toMatchObject({
    severity: 'warning',
    subject: { id: 'alder/pve-data' },
    params: { node: 'alder', pool: 'pve/data', percent: 85 },
  })
  expect(findingsOf(thinPoolDataFilling, thin([pool(949)]))[0]?.severity).toBe('warning')
  expect(findingsOf(thinPoolDataFilling, thin([pool(950)]))[0]?.severity).toBe('critical')
})

test('the storage on it is explained where it is the only one', () => {
  expect(findingsOf(thinPoolDataFilling, thin([pool(950)]))[0]?.explains).toEqual([
    { kind: 'storage', id: 'alder/local-lvm' },
  ])
  const two = [storage('alder', 'local-lvm'), storage('alder', 'fast')]
  expect(findingsOf(thinPoolDataFilling, thin([pool(950)], two))[0]?.explains).toEqual([])
  expect(findingsOf(thinPoolDataFilling, thin([pool(950), pool(1, 1000, 'fast')]))[0]?.explains).toEqual([])
})

test('odd input: no sizes, nothing as a whole', () => {
  expect(subjectsOf(thinPoolDataFilling, thin([pool(undefined), pool(5, 0), { lv: 'data', vg: 'pve' }]))).toEqual([])
  expect(subjectsOf(thinPoolDataFilling, thin([]))).toEqual([])
})
