import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { odd, template, vm } from '../testing/guests.ts'
import { diskIothreadIneffective as rule } from './disk-iothread-ineffective.ts'

const scsi0 = 'local-lvm:vm-100-disk-0,iothread=1,size=8G'

test('with the controller that it needs, or not asked for', () => {
  expect(subjectsOf(rule, vm({ scsi0, scsihw: 'virtio-scsi-single' }))).toEqual([])
  expect(subjectsOf(rule, vm({ scsi0: 'a:vm-100-disk-0,iothread=0', scsihw: 'lsi' }))).toEqual([])
})

test('with another controller, and with the default', () => {
  expect(paramsOf(rule, vm({ scsi0, scsihw: 'virtio-scsi-pci' }))).toEqual({ guest: '100', disks: 'scsi0' })
  expect(subjectsOf(rule, vm({ scsi0 }))).toHaveLength(1)
})

test('a virtio disk needs no controller; a template does not start', () => {
  expect(subjectsOf(rule, vm({ virtio0: scsi0, scsihw: 'lsi' }))).toEqual([])
  expect(subjectsOf(rule, vm({ scsi0 }, template))).toEqual([])
})

test('odd input', () => {
  for (const value of odd) expect(subjectsOf(rule, vm({ scsi0: value }))).toEqual([])
  for (const value of odd) expect(subjectsOf(rule, vm({ scsi0: `a:vm-100-disk-0,iothread=${value}` }))).toEqual([])
})
