import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { ct, odd, template, vm } from '../testing/guests.ts'
import { diskExcludedFromBackup as rule } from './disk-excluded-from-backup.ts'

test('in the backup, by default or by word', () => {
  expect(subjectsOf(rule, vm({ scsi0: 'a:vm-100-disk-0', scsi1: 'a:vm-100-disk-1,backup=1' }))).toEqual([])
  expect(subjectsOf(rule, ct({ rootfs: 'a:vm-100-disk-0', mp0: 'a:vm-100-disk-1,mp=/srv,backup=1' }))).toEqual([])
})

test('left out: a disk by word, a mount point by default', () => {
  expect(paramsOf(rule, vm({ scsi1: 'a:vm-100-disk-1,backup=0' }))).toEqual({ guest: '100', disks: 'scsi1' })
  expect(paramsOf(rule, ct({ mp0: 'a:vm-100-disk-1,mp=/srv' }))).toEqual({ guest: '100', disks: 'mp0' })
})

test('false alarms of others: root, bound folders, cloud-init and CD drives, templates', () => {
  expect(subjectsOf(rule, ct({ rootfs: 'a:vm-100-disk-0', mp0: '/srv/media,mp=/media' }))).toEqual([])
  expect(subjectsOf(rule, vm({ ide2: 'a:vm-100-cloudinit,media=cdrom,backup=0' }))).toEqual([])
  expect(subjectsOf(rule, vm({ ide2: 'local:iso/a.iso,media=cdrom,backup=0' }))).toEqual([])
  expect(subjectsOf(rule, vm({ scsi1: 'a:vm-100-disk-1,backup=0' }, template))).toEqual([])
})

test('odd input', () => {
  for (const value of odd) expect(subjectsOf(rule, vm({ scsi0: value }))).toEqual([])
  for (const value of odd) expect(subjectsOf(rule, ct({ mp0: value }))).toEqual([])
})
