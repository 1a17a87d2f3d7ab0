import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { ct, odd, template, vm } from '../testing/guests.ts'
import { diskCacheUnsafe as rule } from './disk-cache-unsafe.ts'

test('other modes, and the default', () => {
  for (const cache of ['', ',cache=none', ',cache=writeback', ',cache=writethrough'])
    expect(subjectsOf(rule, vm({ scsi0: `local-lvm:vm-100-disk-0${cache},size=8G` }))).toEqual([])
})

test('unsafe', () => {
  const values = { scsi0: 'a:vm-100-disk-0,cache=unsafe', virtio1: 'a:vm-100-disk-1,cache=unsafe' }
  expect(paramsOf(rule, vm(values))).toEqual({ guest: '100', disks: 'scsi0, virtio1' })
})

test('drives that hold no data of the guest, templates, containers', () => {
  expect(subjectsOf(rule, vm({ ide2: 'local:iso/a.iso,media=cdrom,cache=unsafe' }))).toEqual([])
  expect(subjectsOf(rule, vm({ ide2: 'local-lvm:vm-100-cloudinit,media=cdrom,cache=unsafe' }))).toEqual([])
  expect(subjectsOf(rule, vm({ scsi0: 'a:vm-100-disk-0,cache=unsafe' }, template))).toEqual([])
  expect(subjectsOf(rule, ct({ rootfs: 'a:vm-100-disk-0,cache=unsafe' }))).toEqual([])
})

test('odd input', () => {
  for (const scsi0 of odd) expect(subjectsOf(rule, vm({ scsi0 }))).toEqual([])
})
