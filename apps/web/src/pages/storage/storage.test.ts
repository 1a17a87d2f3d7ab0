import type { GuestRow, StorageRow } from '@steward/contracts'
import { expect, test } from 'vitest'
import { arrangeVolumes, filterVolumes, ownerOf, shortName, totalsOf } from './content.ts'
import { arrangeLines, filterLines, stateOf, toLines } from './lines.ts'

const row = (node: string, storage: string, given: Partial<StorageRow> = {}): StorageRow => ({
  id: `${node}/${storage}`,
  node,
  storage,
  state: 'available',
  unknown: null,
  kind: 'dir',
  content: ['iso'],
  shared: false,
  used: 50,
  max: 100,
  ...given,
})
const guest = (id: string, node: string): GuestRow => ({
  id,
  vmid: Number(id),
  kind: 'qemu',
  node,
  name: `guest-${id}`,
  state: 'running',
  rawState: 'running',
  unknown: null,
  template: false,
  offOnPurpose: null,
  lock: null,
  tags: [],
  pool: null,
  ha: null,
  startedAt: null,
  cpu: null,
  cpuMax: null,
  memory: null,
  memoryMax: null,
  diskUsed: null,
  diskMax: null,
  netIn: null,
  netOut: null,
  diskRead: null,
  diskWrite: null,
})

test('a shared storage is one line, a local one a line for each node', () => {
  const shared = { shared: true, kind: 'nfs', content: ['backup'] }
  const lines = toLines([
    row('alder', 'local'),
    row('birch', 'local'),
    row('birch', 'nas', { ...shared, unknown: 'statistics-stalled', content: [] }),
    row('alder', 'nas', shared),
  ])
  expect(lines.map(({ id }) => id)).toEqual(['alder/local', 'birch/local', 'nas'])
  expect(lines[2]).toMatchObject({ content: ['backup'], fraction: 0.5, unknown: null })
  expect(filterLines(lines, { node: 'birch', content: 'backup' }, () => '').map(({ id }) => id)).toEqual(['nas'])
  const byNode = arrangeLines(lines, { column: 'storage', descending: false }, 'node')
  expect(byNode.map(({ id }) => id)).toEqual(['nas', 'alder/local', 'birch/local'])
})

test('what is not known is neither full nor available', () => {
  const [lost, full] = toLines([
    row('alder', 'a', { unknown: 'no-right', used: null, max: null }),
    row('alder', 'b', { used: 95 }),
  ])
  expect(lost && stateOf(lost)).toBe('unknown')
  expect(full && stateOf(full)).toBe('full')
})

const disk = { volid: 'local:105/vm-105-disk-0.qcow2', content: 'images', vmid: 105, size: 10 }
const at = { node: 'alder', shared: false, guests: [guest('104', 'alder'), guest('106', 'birch')] }

test('the owner of a volume is said with care', () => {
  expect(ownerOf({ ...disk, vmid: 104 }, at)).toEqual({ kind: 'guest', id: '104', name: 'guest-104' })
  expect(ownerOf({ ...disk, vmid: 106 }, at)).toMatchObject({ kind: 'elsewhere', node: 'birch' })
  expect(ownerOf({ ...disk, vmid: 106 }, { ...at, shared: true }).kind).toBe('guest')
  expect(ownerOf({ ...disk, vmid: 106, content: 'backup' }, at).kind).toBe('guest')
  expect(ownerOf(disk, at)).toEqual({ kind: 'orphan', id: '105' })
  // Before the guests were read, nobody is missing.
  expect(ownerOf(disk, { ...at, guests: null }).kind).toBe('unknown')
  expect(ownerOf({ volid: 'local:iso/a.iso', content: 'iso' }, at).kind).toBe('none')
})

test('volumes are found, brought into order and added up', () => {
  const volumes = [
    { volid: 'nas:backup/a', content: 'backup', vmid: 104, size: 3, ctime: 10, notes: 'before upgrade' },
    { volid: 'nas:backup/b', content: 'backup', vmid: 104, size: 4, ctime: 20 },
    { volid: 'nas:iso/x.iso', content: 'iso', size: 99 },
    disk,
  ]
  expect(filterVolumes(volumes, { q: 'UPGRADE' })).toHaveLength(1)
  expect(filterVolumes(volumes, { content: 'backup', guest: '104' })).toHaveLength(2)
  expect(arrangeVolumes(volumes, null).map(({ volid }) => shortName(volid))).toEqual([
    'backup/b',
    'backup/a',
    '105/vm-105-disk-0.qcow2',
    'iso/x.iso',
  ])
  expect(totalsOf(volumes)).toEqual([
    { id: '105', disks: 10, backups: 0, count: 1 },
    { id: '104', disks: 0, backups: 7, count: 2 },
  ])
})
