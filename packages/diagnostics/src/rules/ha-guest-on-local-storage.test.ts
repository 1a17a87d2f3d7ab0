import { expect, test } from 'vitest'
import type { ReplicationJob } from '../facts.ts'
import { byKey, config, guest, paramsOf, read, storage, subjectsOf } from '../testing/facts.ts'
import { service } from '../testing/ha.ts'
import { haGuestOnLocalStorage } from './ha-guest-on-local-storage.ts'

const facts = (values: Record<string, string>, jobs: ReplicationJob[] = [], nodes = ['alder', 'birch']) => ({
  ha: read([service(510)]),
  guests: read([guest(510)]),
  guestConfigs: byKey({ 510: config(values) }),
  storages: read(
    nodes.flatMap((name) => [storage(name, 'local-lvm'), storage(name, 'nas', { shared: true, kind: 'nfs' })]),
  ),
  nodeReplication: byKey<readonly ReplicationJob[]>({ alder: jobs }),
})
const local = { scsi0: 'local-lvm:vm-510-disk-0,size=32G' }

test('a disk that all nodes see', () => {
  expect(subjectsOf(haGuestOnLocalStorage, facts({ scsi0: 'nas:510/vm-510-disk-0.qcow2,size=32G' }))).toEqual([])
})

test('a disk that one node has', () => {
  expect(paramsOf(haGuestOnLocalStorage, facts(local))).toEqual({ guest: '510', storages: 'local-lvm', disks: 1 })
})

test('a replicated guest has its disk on the other node too, while the job runs', () => {
  expect(subjectsOf(haGuestOnLocalStorage, facts(local, [{ id: '510-0' }]))).toEqual([])
  expect(subjectsOf(haGuestOnLocalStorage, facts(local, [{ id: '510-0', guest: 510 }]))).toEqual([])
  expect(subjectsOf(haGuestOnLocalStorage, facts(local, [{ id: '510-0', disable: 1 }]))).toHaveLength(1)
})

test('CD drives, cloud-init drives and unused disks do not hold a guest’s data', () => {
  const values = {
    scsi0: 'nas:510/vm-510-disk-0.qcow2',
    ide2: 'local-lvm:vm-510-cloudinit,media=cdrom',
    ide0: 'none,media=cdrom',
    unused0: 'local-lvm:vm-510-disk-1',
  }
  expect(subjectsOf(haGuestOnLocalStorage, facts(values))).toEqual([])
})

test('odd input: a storage that is not listed, one node only, no configuration', () => {
  expect(subjectsOf(haGuestOnLocalStorage, facts({ scsi0: 'gone:vm-510-disk-0' }))).toEqual([])
  expect(subjectsOf(haGuestOnLocalStorage, facts(local, [], ['alder']))).toEqual([])
  expect(subjectsOf(haGuestOnLocalStorage, { ...facts(local), guestConfigs: byKey({}) })).toEqual([])
})
