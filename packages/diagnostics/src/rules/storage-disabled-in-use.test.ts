import { expect, test } from 'vitest'
import { byKey, config, guest, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { storageDisabledInUse } from './storage-disabled-in-use.ts'

const facts = (disable: number | undefined, disk: string) => ({
  storageConfig: read([{ storage: 'old', type: 'dir', disable }]),
  guests: read([guest(101)]),
  guestConfigs: byKey({ 101: config({ scsi0: disk }) }),
})

test('enabled, or nobody’s', () => {
  expect(subjectsOf(storageDisabledInUse, facts(undefined, 'old:101/vm-101-disk-0.qcow2'))).toEqual([])
  expect(subjectsOf(storageDisabledInUse, facts(1, 'tank:vm-101-disk-0'))).toEqual([])
})

test('disabled with a disk on it', () => {
  expect(subjectsOf(storageDisabledInUse, facts(1, 'old:101/vm-101-disk-0.qcow2'))).toEqual(['storage/old'])
  expect(paramsOf(storageDisabledInUse, facts(1, 'old:101/vm-101-disk-0.qcow2'))).toMatchObject({
    count: 1,
    first: '101',
  })
})

test('odd input: CD drives and empty lines are no disks', () => {
  expect(subjectsOf(storageDisabledInUse, facts(1, 'old:iso/x.iso,media=cdrom'))).toEqual([])
  expect(subjectsOf(storageDisabledInUse, facts(1, ''))).toEqual([])
})
