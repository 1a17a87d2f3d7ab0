import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { odd, template, vm } from '../testing/guests.ts'
import { scsiControllerLsi as rule } from './scsi-controller-lsi.ts'

const base = { ostype: 'l26', scsi0: 'local-lvm:vm-100-disk-0,size=8G' }

test('other controllers', () => {
  for (const scsihw of ['virtio-scsi-single', 'virtio-scsi-pci', 'pvscsi', 'megasas'])
    expect(subjectsOf(rule, vm({ ...base, scsihw }))).toEqual([])
})

test('LSI, and the default, which is the same', () => {
  expect(paramsOf(rule, vm({ ...base, scsihw: 'lsi' }))).toEqual({ guest: '100', disks: 'scsi0' })
  expect(subjectsOf(rule, vm({ ...base, scsihw: 'lsi53c810' }))).toHaveLength(1)
  expect(subjectsOf(rule, vm(base))).toHaveLength(1)
})

test('no disk at it, an unknown system, a template', () => {
  expect(subjectsOf(rule, vm({ ostype: 'l26', virtio0: 'local-lvm:vm-100-disk-0' }))).toEqual([])
  expect(subjectsOf(rule, vm({ ostype: 'l26', scsi1: 'local:iso/a.iso,media=cdrom' }))).toEqual([])
  expect(subjectsOf(rule, vm({ ...base, ostype: 'other' }))).toEqual([])
  expect(subjectsOf(rule, vm(base, template))).toEqual([])
})

test('odd input', () => {
  for (const scsihw of odd) expect(subjectsOf(rule, vm({ ...base, scsihw }))).toEqual([])
  for (const scsi0 of odd) expect(subjectsOf(rule, vm({ ostype: 'l26', scsi0 }))).toEqual([])
})
