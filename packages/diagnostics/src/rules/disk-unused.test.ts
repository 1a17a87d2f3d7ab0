import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { ct, odd, template, vm } from '../testing/guests.ts'
import { diskUnused as rule } from './disk-unused.ts'

test('all in use', () => {
  expect(subjectsOf(rule, vm({ scsi0: 'local-lvm:vm-100-disk-0' }))).toEqual([])
})

test('detached ones, of containers too', () => {
  const unused = { unused0: 'local-lvm:vm-100-disk-1', unused1: 'nas:100/vm-100-disk-2.qcow2' }
  expect(paramsOf(rule, vm(unused))).toEqual({ guest: '100', disks: 'unused0, unused1', count: 2 })
  expect(subjectsOf(rule, ct({ unused0: 'local-lvm:vm-100-disk-1' }))).toEqual(['guest/100'])
})

test('false alarms of others: TPM, EFI and cloud-init drives, and templates', () => {
  const values = {
    tpmstate0: 'local-lvm:vm-100-disk-1,size=4M',
    efidisk0: 'local-lvm:vm-100-disk-2,size=4M',
    ide2: 'local-lvm:vm-100-cloudinit,media=cdrom',
    unused0: 'local-lvm:vm-100-cloudinit',
  }
  expect(subjectsOf(rule, vm(values))).toEqual([])
  expect(subjectsOf(rule, vm({ unused0: 'local-lvm:vm-100-disk-1' }, template))).toEqual([])
})

test('odd input', () => {
  for (const unused0 of odd) expect(subjectsOf(rule, vm({ unused0 }))).toEqual([])
})
