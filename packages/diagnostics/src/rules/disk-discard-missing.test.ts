import { expect, test } from 'vitest'
import { paramsOf, read, storage, subjectsOf } from '../testing/facts.ts'
import { ct, odd, template, vm } from '../testing/guests.ts'
import { diskDiscardMissing as rule } from './disk-discard-missing.ts'

const storages = {
  storages: read([storage('alder', 'local-lvm'), storage('alder', 'nas', { kind: 'nfs' }), storage('birch', 'other')]),
}
const of = (scsi0: string, more = {}) => ({ ...vm({ scsi0 }, more), ...storages })

test('switched on, and storages that are not thin', () => {
  expect(subjectsOf(rule, of('local-lvm:vm-100-disk-0,discard=on'))).toEqual([])
  expect(subjectsOf(rule, of('nas:100/vm-100-disk-0.qcow2'))).toEqual([])
})

test('not switched on, on each thin kind', () => {
  expect(paramsOf(rule, of('local-lvm:vm-100-disk-0'))).toEqual({ guest: '100', disks: 'scsi0' })
  expect(subjectsOf(rule, of('local-lvm:vm-100-disk-0,discard=ignore'))).toHaveLength(1)
  for (const kind of ['zfspool', 'rbd'])
    expect(
      subjectsOf(rule, { ...of('x:vm-100-disk-0'), storages: read([storage('alder', 'x', { kind })]) }),
    ).toHaveLength(1)
})

test('false alarms of others: TPM, EFI and cloud-init drives, unused disks, templates, containers', () => {
  const values = {
    tpmstate0: 'local-lvm:vm-100-disk-1,size=4M,version=v2.0',
    efidisk0: 'local-lvm:vm-100-disk-2,size=4M',
    ide2: 'local-lvm:vm-100-cloudinit,media=cdrom',
    unused0: 'local-lvm:vm-100-disk-3',
  }
  expect(subjectsOf(rule, { ...vm(values), ...storages })).toEqual([])
  expect(subjectsOf(rule, of('local-lvm:base-100-disk-0', template))).toEqual([])
  expect(subjectsOf(rule, { ...ct({ rootfs: 'local-lvm:vm-100-disk-0' }), ...storages })).toEqual([])
})

test('odd input: a storage that is not known here, a kind that is not known, garbage', () => {
  expect(subjectsOf(rule, of('other:vm-100-disk-0'))).toEqual([])
  const unknown = { storages: read([storage('alder', 'local-lvm', { kind: null })]) }
  expect(subjectsOf(rule, { ...of('local-lvm:vm-100-disk-0'), ...unknown })).toEqual([])
  for (const scsi0 of odd) expect(subjectsOf(rule, of(scsi0))).toEqual([])
})
