import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { disks } from '../testing/disks.ts'
import { diskHealthFailed } from './disk-health-failed.ts'

const disk = (health: string | undefined) => ({ devpath: '/dev/sda', health, model: 'OLD HDD', serial: 'X1' })

test('fine words', () => {
  for (const health of ['PASSED', 'OK']) expect(subjectsOf(diskHealthFailed, disks([disk(health)]))).toEqual([])
})

test('a disk that gives itself up', () => {
  expect(subjectsOf(diskHealthFailed, disks([disk('FAILED')]))).toEqual(['node/alder/sda'])
  expect(paramsOf(diskHealthFailed, disks([disk('FAILED')]))).toEqual({
    node: 'alder',
    disk: '/dev/sda',
    model: 'OLD HDD',
    serial: 'X1',
    health: 'FAILED',
  })
})

test('a false alarm of others: behind a RAID controller nothing is told', () => {
  for (const health of ['UNKNOWN', '', undefined])
    expect(subjectsOf(diskHealthFailed, disks([disk(health)]))).toEqual([])
})

test('odd input: no model, a node that is away', () => {
  expect(paramsOf(diskHealthFailed, disks([{ devpath: '/dev/sdb', health: 'FAILED' }]))).toMatchObject({ model: '–' })
  expect(subjectsOf(diskHealthFailed, disks([disk('FAILED')], 'offline'))).toEqual([])
})
