import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { zfs } from '../testing/disks.ts'
import { zfsPoolDegraded } from './zfs-pool-degraded.ts'

test('online, and no pools', () => {
  expect(subjectsOf(zfsPoolDegraded, zfs([{ name: 'tank', health: 'ONLINE' }]))).toEqual([])
  expect(subjectsOf(zfsPoolDegraded, zfs([]))).toEqual([])
})

test('every bad word', () => {
  for (const health of ['DEGRADED', 'FAULTED', 'UNAVAIL', 'SUSPENDED'])
    expect(paramsOf(zfsPoolDegraded, zfs([{ name: 'tank', health }]))).toEqual({ node: 'alder', pool: 'tank', health })
})

test('odd input: a word that is not known, none, a node that is away', () => {
  expect(
    subjectsOf(
      zfsPoolDegraded,
      zfs([
        { name: 'tank', health: '-' },
        { name: 'b', health: '' },
      ]),
    ),
  ).toEqual([])
  expect(subjectsOf(zfsPoolDegraded, zfs([{ name: 'tank', health: 'DEGRADED' }], 'offline'))).toEqual([])
})
