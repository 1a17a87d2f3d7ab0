import { expect, test } from 'vitest'
import { paramsOf, read, storage, subjectsOf } from '../testing/facts.ts'
import { alone, ct, odd, template, together, vm } from '../testing/guests.ts'
import { linkedClonePinned as rule } from './linked-clone-pinned.ts'

const storages = {
  storages: read([
    storage('alder', 'zfs', { kind: 'zfspool' }),
    storage('alder', 'local', { kind: 'dir' }),
    storage('alder', 'nas', { kind: 'nfs', shared: true }),
  ]),
}
const of = (scsi0: string, more = {}) => ({ ...vm({ scsi0 }, more), ...storages, ...together })

test('a disk of its own, and a linked one that all nodes see', () => {
  expect(subjectsOf(rule, of('zfs:vm-100-disk-0,size=8G'))).toEqual([])
  expect(subjectsOf(rule, of('nas:900/base-900-disk-0.qcow2/100/vm-100-disk-0.qcow2'))).toEqual([])
})

test('a linked one on a storage of its node', () => {
  const params = { guest: '100', disks: 'scsi0', node: 'alder' }
  expect(paramsOf(rule, of('zfs:base-900-disk-0/vm-100-disk-0,size=8G'))).toEqual(params)
  expect(subjectsOf(rule, of('local:900/base-900-disk-0.qcow2/100/vm-100-disk-0.qcow2'))).toHaveLength(1)
  const container = ct({ rootfs: 'zfs:basevol-901-disk-0/subvol-100-disk-0,size=8G' })
  expect(subjectsOf(rule, { ...container, ...storages, ...together })).toHaveLength(1)
})

test('a single node, the template itself', () => {
  expect(subjectsOf(rule, { ...of('zfs:base-900-disk-0/vm-100-disk-0'), ...alone })).toEqual([])
  expect(subjectsOf(rule, of('zfs:base-100-disk-0', template))).toEqual([])
  expect(subjectsOf(rule, of('zfs:base-100-disk-0'))).toEqual([])
})

test('odd input: a storage that is not known, garbage', () => {
  expect(subjectsOf(rule, of('gone:base-900-disk-0/vm-100-disk-0'))).toEqual([])
  for (const value of odd) expect(subjectsOf(rule, of(value))).toEqual([])
})
