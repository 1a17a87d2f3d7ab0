import { expect, test } from 'vitest'
import { findingsOf, guest, node, read, storage, subjectsOf, task } from '../testing/facts.ts'
import { nodeOffline } from './node-offline.ts'

const facts = (state: 'online' | 'offline' | 'unknown', guests = [guest(100)], more = {}) => ({
  nodes: read([node('alder', { state, ...more }), node('birch')]),
  guests: read(guests),
  storages: read([storage('alder', 'local'), storage('birch', 'local')]),
  tasks: read([task({ id: 'UPID:1', unconfirmed: true }), task({ id: 'UPID:2' })]),
})

test('online, and unknown, are not this', () => {
  expect(subjectsOf(nodeOffline, facts('online'))).toEqual([])
  expect(subjectsOf(nodeOffline, facts('unknown'))).toEqual([])
})

test('a node whose guests should run is critical, and explains what hangs on it', () => {
  const [finding] = findingsOf(nodeOffline, facts('offline', [guest(100), guest(200, { node: 'birch' })]))
  expect(finding).toMatchObject({ severity: 'critical', params: { node: 'alder', wanted: 1, guests: 1 } })
  expect(finding?.explains).toContainEqual({ kind: 'guest', id: '100' })
  expect(finding?.explains).not.toContainEqual({ kind: 'guest', id: '200' })
  expect(finding?.explains).toContainEqual({ kind: 'storage', id: 'alder/local' })
  expect(finding?.explains).toContainEqual({ kind: 'task', id: 'UPID:1' })
  expect(finding?.explains).not.toContainEqual({ kind: 'task', id: 'UPID:2' })
})

test('templates and guests that are off on purpose make it no graver', () => {
  const off = [
    guest(100, { template: true, state: 'unknown' }),
    guest(101, { state: 'unknown', offOnPurpose: 'not-started-at-boot' }),
    guest(102, { state: 'stopped' }),
  ]
  expect(findingsOf(nodeOffline, facts('offline', off))[0]).toMatchObject({ severity: 'warning' })
  expect(findingsOf(nodeOffline, facts('offline', []))[0]).toMatchObject({ severity: 'warning' })
})

test('a guest whose state is not known any more should still run', () => {
  const unknown = [guest(100, { state: 'unknown', name: null, memoryMax: null })]
  expect(findingsOf(nodeOffline, facts('offline', unknown))[0]).toMatchObject({ severity: 'critical' })
})

test('a removed node is not offline, it is gone', () => {
  expect(subjectsOf(nodeOffline, facts('offline', [guest(100)], { ghost: true }))).toEqual([])
})
