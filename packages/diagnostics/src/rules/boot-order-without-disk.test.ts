import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { ct, odd, template, vm } from '../testing/guests.ts'
import { bootOrderWithoutDisk as rule } from './boot-order-without-disk.ts'

const base = { scsi0: 'local-lvm:vm-100-disk-0', net0: 'virtio=BC:24:11:00:00:01,bridge=vmbr0' }

test('a disk is in the order, no order is set, or the old form', () => {
  expect(subjectsOf(rule, vm({ ...base, boot: 'order=net0;scsi0' }))).toEqual([])
  expect(subjectsOf(rule, vm(base))).toEqual([])
  expect(subjectsOf(rule, vm({ ...base, boot: 'cdn', bootdisk: 'scsi0' }))).toEqual([])
})

test('the network only, an empty order, a CD only', () => {
  expect(paramsOf(rule, vm({ ...base, boot: 'order=net0' }))).toEqual({ guest: '100', disks: 'scsi0' })
  expect(subjectsOf(rule, vm({ ...base, boot: 'order=' }))).toHaveLength(1)
  const cd = { ide2: 'local:iso/a.iso,media=cdrom', boot: 'order=ide2' }
  expect(subjectsOf(rule, vm({ ...base, ...cd }))).toHaveLength(1)
})

test('no disk at all, a disk handed through, an entry that is gone, templates, containers', () => {
  expect(subjectsOf(rule, vm({ net0: base.net0, boot: 'order=net0' }))).toEqual([])
  expect(subjectsOf(rule, vm({ ...base, hostpci0: '0000:01:00.0', boot: 'order=hostpci0' }))).toEqual([])
  expect(subjectsOf(rule, vm({ ...base, boot: 'order=scsi9' }))).toEqual([])
  expect(subjectsOf(rule, vm({ ...base, boot: 'order=net0' }, template))).toEqual([])
  expect(subjectsOf(rule, ct({ ...base, boot: 'order=net0' }))).toEqual([])
})

test('odd input', () => {
  for (const boot of odd) expect(subjectsOf(rule, vm({ ...base, boot }))).toEqual([])
})
