import { expect, test } from 'vitest'
import { byKey, config, findingsOf, guest, node, read, storage, subjectsOf } from '../testing/facts.ts'
import { storageUnavailable } from './storage-unavailable.ts'

const facts = (
  row: ReturnType<typeof storage>,
  more: Parameters<typeof node>[1] = {},
  state: 'running' | 'stopped' = 'running',
) => ({
  storages: read([row]),
  nodes: read([node('alder', more)]),
  guests: read([guest(101, { state })]),
  guestConfigs: byKey({ 101: config({ scsi0: 'tank:vm-101-disk-0,size=8G' }) }),
})
const dead = storage('alder', 'tank', { state: 'unknown', unknown: 'read-failed' })

test('available', () => {
  expect(subjectsOf(storageUnavailable, facts(storage('alder', 'tank')))).toEqual([])
})

test('graver when a guest runs on it', () => {
  expect(findingsOf(storageUnavailable, facts(dead))).toMatchObject([{ severity: 'critical', params: { guests: 1 } }])
  expect(findingsOf(storageUnavailable, facts(dead, {}, 'stopped'))).toMatchObject([{ severity: 'warning' }])
  expect(findingsOf(storageUnavailable, facts({ ...dead, storage: 'other' }))).toMatchObject([
    { severity: 'warning', params: { guests: 0 } },
  ])
})

test('a node that is away or stands still has a finding of its own, and a missing right is none', () => {
  expect(subjectsOf(storageUnavailable, facts(dead, { state: 'offline' }))).toEqual([])
  expect(subjectsOf(storageUnavailable, facts(dead, { stalledSince: 1 }))).toEqual([])
  expect(subjectsOf(storageUnavailable, facts({ ...dead, unknown: 'no-right' }))).toEqual([])
})

test('odd input: a storage of a node that is not listed', () => {
  expect(subjectsOf(storageUnavailable, facts({ ...dead, node: 'gone' }))).toEqual([])
})
