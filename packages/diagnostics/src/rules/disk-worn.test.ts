import { expect, test } from 'vitest'
import { findingsOf, subjectsOf } from '../testing/facts.ts'
import { disks } from '../testing/disks.ts'
import { diskWorn } from './disk-worn.ts'

const disk = (wearout: number | string | undefined, type = 'nvme') => ({ devpath: '/dev/nvme0n1', wearout, type })

test('the edges: PVE tells what is left', () => {
  expect(subjectsOf(diskWorn, disks([disk(16)]))).toEqual([])
  expect(findingsOf(diskWorn, disks([disk(15)]))[0]).toMatchObject({
    severity: 'warning',
    subject: { id: 'alder/nvme0n1' },
    params: { disk: '/dev/nvme0n1', percent: 85, model: '–' },
  })
  expect(findingsOf(diskWorn, disks([disk(5)]))[0]?.severity).toBe('critical')
  expect(subjectsOf(diskWorn, disks([disk('30')]), { profile: 'production' })).toHaveLength(1)
})

test('false alarms of others: wear that is not told, and disks that turn', () => {
  for (const wearout of ['N/A', '', undefined, Number.NaN])
    expect(subjectsOf(diskWorn, disks([disk(wearout)]))).toEqual([])
  expect(subjectsOf(diskWorn, disks([disk(0, 'hdd')]))).toEqual([])
})

test('odd input: more than all, less than nothing', () => {
  expect(subjectsOf(diskWorn, disks([disk(-1), disk(101), disk(255)]))).toEqual([])
})
