import { expect, test } from 'vitest'
import type { PendingRow } from '../facts.ts'
import { byKey, config, findingsOf, guest, now, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { cloudInitChangesPending } from './cloud-init-changes-pending.ts'

const facts = (rows: PendingRow[], values: Parameters<typeof guest>[1] = {}, drive = true) => ({
  guests: read([guest(100, values)]),
  guestConfigs: byKey({ 100: config(drive ? { ide2: 'local-lvm:vm-100-cloudinit,media=cdrom' } : {}) }),
  cloudInit: byKey<readonly PendingRow[]>({ 100: rows }),
})

test('what the drive was made with is what is set', () => {
  expect(subjectsOf(cloudInitChangesPending, facts([{ key: 'ciuser', value: 'admin' }]))).toEqual([])
  expect(
    subjectsOf(cloudInitChangesPending, facts([{ key: 'ciuser', value: 'admin', pending: 'admin', delete: 0 }])),
  ).toEqual([])
})

test('a value that was changed, added or taken away since', () => {
  const rows = [
    { key: 'ipconfig0', value: 'ip=dhcp', pending: 'ip=192.0.2.7/24' },
    { key: 'nameserver', pending: '192.0.2.1' },
    { key: 'ciuser', value: 'admin', delete: 1 },
  ]
  expect(paramsOf(cloudInitChangesPending, facts(rows))).toEqual({
    guest: '100',
    keys: 'ciuser, ipconfig0, nameserver',
  })
})

test('passwords and keys are not shown', () => {
  const rows = [{ key: 'cipassword', value: 'a', pending: 'secret' }]
  expect(JSON.stringify(findingsOf(cloudInitChangesPending, facts(rows)))).not.toContain('secret')
})

test('a stopped guest, one started since the reading, and one without the drive', () => {
  const rows = [{ key: 'ciuser', value: 'admin', pending: 'lena' }]
  expect(subjectsOf(cloudInitChangesPending, facts(rows, { state: 'stopped' }))).toEqual([])
  expect(subjectsOf(cloudInitChangesPending, facts(rows, { startedAt: now }))).toEqual([])
  expect(subjectsOf(cloudInitChangesPending, facts(rows, {}, false))).toEqual([])
})

test('odd input: nothing, and nothing read', () => {
  expect(subjectsOf(cloudInitChangesPending, facts([]))).toEqual([])
  expect(subjectsOf(cloudInitChangesPending, { ...facts([]), cloudInit: byKey({}) })).toEqual([])
})
