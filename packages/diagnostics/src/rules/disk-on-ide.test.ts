import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { odd, template, vm } from '../testing/guests.ts'
import { diskOnIde as rule } from './disk-on-ide.ts'

const disk = 'local-lvm:vm-100-disk-0,size=8G'

test('other buses', () => {
  for (const key of ['scsi0', 'virtio0', 'sata0'])
    expect(subjectsOf(rule, vm({ ostype: 'l26', [key]: disk }))).toEqual([])
})

test('a data disk on IDE', () => {
  expect(paramsOf(rule, vm({ ostype: 'l26', ide0: disk }))).toEqual({ guest: '100', disks: 'ide0' })
})

test('drives that belong there, systems that may need it, templates', () => {
  const values = {
    ide0: 'none,media=cdrom',
    ide1: 'local:iso/debian.iso,media=cdrom,size=600M',
    ide2: 'local-lvm:vm-100-cloudinit,media=cdrom',
    ide3: 'cdrom,media=cdrom',
  }
  expect(subjectsOf(rule, vm({ ostype: 'l26', ...values }))).toEqual([])
  for (const ostype of ['win10', 'wxp', 'other']) expect(subjectsOf(rule, vm({ ostype, ide0: disk }))).toEqual([])
  expect(subjectsOf(rule, vm({ ide0: disk }))).toEqual([])
  expect(subjectsOf(rule, vm({ ostype: 'l26', ide0: disk }, template))).toEqual([])
})

test('odd input', () => {
  for (const ide0 of odd) expect(subjectsOf(rule, vm({ ostype: 'l26', ide0 }))).toEqual([])
})
