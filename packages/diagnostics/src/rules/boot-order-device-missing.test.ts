import { expect, test } from 'vitest'
import { findingsOf, subjectsOf } from '../testing/facts.ts'
import { odd, template, vm } from '../testing/guests.ts'
import { bootOrderDeviceMissing as rule } from './boot-order-device-missing.ts'

const scsi0 = 'local-lvm:vm-100-disk-0'

test('all are there', () => {
  const values = { scsi0, net0: 'virtio=BC:24:11:00:00:01', ide2: 'none,media=cdrom', boot: 'order=scsi0;ide2;net0' }
  expect(subjectsOf(rule, vm(values))).toEqual([])
  expect(subjectsOf(rule, vm({ scsi0 }))).toEqual([])
})

test('one is gone; graver when nothing is left to boot from', () => {
  expect(findingsOf(rule, vm({ scsi0, boot: 'order=scsi0;net0' }))).toMatchObject([
    { severity: 'notice', params: { guest: '100', devices: 'net0' } },
  ])
  expect(findingsOf(rule, vm({ virtio0: scsi0, boot: 'order=scsi0' }))).toMatchObject([{ severity: 'warning' }])
})

test('a template; odd input', () => {
  expect(subjectsOf(rule, vm({ boot: 'order=scsi0' }, template))).toEqual([])
  for (const boot of odd) expect(subjectsOf(rule, vm({ boot }))).toEqual([])
  expect(subjectsOf(rule, vm({ scsi0, boot: 'order=;;<b>;scsi0' }))).toEqual([])
})
