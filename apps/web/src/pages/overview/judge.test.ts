import type { TaskRow } from '@steward/contracts'
import { expect, test } from 'vitest'
import { countGuests, memoryRoom } from './counts.ts'
import { findTroubles, judge } from './judge.ts'
import type { Picture } from './picture.ts'
import { foldByName, foldStorages } from './storages.ts'
import { testGuest, testNode, testPicture, testQuorum, testStorage } from './test-world.ts'

const verdict = (picture: Picture) => judge(picture, findTroubles(picture))
const kinds = (picture: Picture) => findTroubles(picture).map(({ kind }) => kind)

test('all is well, also with templates and guests off on purpose', () => {
  const guests = [
    testGuest(100),
    testGuest(900, { template: true, state: 'stopped', offOnPurpose: 'template' }),
    testGuest(101, { state: 'stopped', offOnPurpose: 'stopped-by-person' }),
    testGuest(102, { state: 'stopped', lock: 'suspended', offOnPurpose: 'not-started-at-boot' }),
  ]
  const picture = testPicture({ guests })
  expect(findTroubles(picture)).toEqual([])
  expect(verdict(picture)).toMatchObject({ key: 'well', worst: 'fine' })
  expect(countGuests(guests)).toMatchObject({ running: 1, off: 2, templates: 1, stopped: 0 })
})

test('a single node never misses a quorum', () => {
  const quorum = testQuorum({ state: 'single-node', votes: [], present: null, needed: null, mayFail: null })
  expect(verdict(testPicture({ cluster: { quorum } })).key).toBe('well')
})

test('a dead node and what follows from it are one entry', () => {
  const picture = testPicture({
    nodes: [testNode('alder'), testNode('birch'), testNode('cedar', { state: 'offline', unknown: 'node-offline' })],
    guests: [testGuest(100), testGuest(102, { node: 'cedar', state: 'unknown', unknown: 'node-offline' })],
    storages: [testStorage('cedar', 'local', { state: 'unknown', unknown: 'node-offline', used: null })],
    cluster: { quorum: testQuorum({ present: 2, mayFail: 0 }) },
  })
  const [only, ...others] = findTroubles(picture)
  expect(others).toEqual([])
  expect(only?.consequences.map(({ kind }) => kind)).toEqual(['guestsUnknown', 'storagesUnknown', 'noMore'])
  expect(verdict(picture)).toMatchObject({ key: 'nodesGone', worst: 'critical', params: { count: 1, total: 3 } })
})

test('without quorum the missing nodes are told under it', () => {
  const picture = testPicture({
    nodes: [testNode('alder'), testNode('birch', { state: 'offline' }), testNode('cedar', { state: 'offline' })],
    cluster: { quorum: testQuorum({ state: 'lost', present: 1, mayFail: 0 }) },
  })
  expect(kinds(picture)).toEqual(['quorumLost'])
  expect(findTroubles(picture)[0]?.consequences.filter(({ kind }) => kind === 'nodeGone')).toHaveLength(2)
  expect(verdict(picture).params).toMatchObject({ present: 1, total: 3, needed: 2 })
})

test('each way of being broken has its own sentence', () => {
  const quorum = (state: 'split' | 'unknown') => testPicture({ cluster: { quorum: testQuorum({ state }) } })
  expect(verdict(quorum('split'))).toMatchObject({ key: 'split', worst: 'critical' })
  expect(verdict(quorum('unknown'))).toMatchObject({ key: 'partly', worst: 'unknown' })
  const sick = testPicture({ guests: [testGuest(100, { state: 'io-error', name: 'db' })] })
  expect(verdict(sick)).toMatchObject({ key: 'guests', worst: 'critical', params: { name: 'db', count: 1 } })
  const stalled = testPicture({ nodes: [testNode('alder', { stalledSince: 900, unknown: 'statistics-stalled' })] })
  expect(verdict(stalled)).toMatchObject({ key: 'stalled', worst: 'warn' })
  const full = testPicture({ storages: [testStorage('alder', 'nas', { used: 93, max: 100, shared: true })] })
  expect(verdict(full)).toMatchObject({ key: 'storage', worst: 'warn', params: { storage: 'nas', percent: 93 } })
  const paused = testPicture({ guests: [testGuest(100, { state: 'paused' })] })
  expect(verdict(paused)).toMatchObject({ key: 'notes', worst: 'fine' })
})

test('while the cluster cannot be reached nothing else is judged', () => {
  const connection = { state: 'away', since: 900, nextTryAt: 1010, message: 'No route to host' } as const
  const away = testPicture({ guests: [testGuest(100, { state: 'io-error' })], cluster: { connection } })
  expect(kinds(away)).toEqual(['away'])
  const pinned = { state: 'certificate-changed', since: 900, endpoint: 'alder', seen: 'a', pinned: 'b' } as const
  expect(verdict(testPicture({ cluster: { connection: pinned } })).key).toBe('certificate')
  const refused = { state: 'token-refused', since: 900, message: '' } as const
  expect(verdict(testPicture({ cluster: { connection: refused } })).key).toBe('token')
})

test('nothing read and nothing allowed are not "well"', () => {
  const unread = testPicture({ nodes: [], guests: [], storages: [], cluster: { parts: [] } })
  expect(verdict(unread)).toMatchObject({ key: 'unread', worst: 'unknown' })
  const blind = testPicture({ nodes: [testNode('alder', { unknown: 'no-right' })], guests: [], storages: [] })
  expect(verdict(blind)).toMatchObject({ key: 'noRights', worst: 'unknown' })
})

test('a lock is left over only when no running task may hold it', () => {
  const guests = [testGuest(100, { lock: 'backup' })]
  expect(kinds(testPicture({ guests }))).toEqual(['lockLeft'])
  const task = { state: 'running', subject: '', node: 'alder', unconfirmed: false } as TaskRow
  expect(kinds(testPicture({ guests, tasks: [task] }))).toEqual([])
})

test('many guests with the same trouble are one entry', () => {
  const guests = Array.from({ length: 6 }, (_, index) => testGuest(100 + index, { state: 'io-error' }))
  const troubles = findTroubles(testPicture({ guests }))
  expect(troubles).toHaveLength(1)
  expect(troubles[0]).toMatchObject({ params: { count: 6 }, place: { to: 'guests', state: 'trouble' } })
})

test('memory is judged without the largest node', () => {
  const nodes = [testNode('a', { memory: 60, memoryMax: 100 }), testNode('b', { memory: 60, memoryMax: 100 })]
  expect(memoryRoom(nodes)).toMatchObject({ fraction: 0.6, withoutLargest: 1.2, unknown: 0 })
  expect(memoryRoom([testNode('a', { memory: null })])).toBeNull()
})

test('a shared storage is counted once, and one of each node is one line', () => {
  const rows = [
    testStorage('alder', 'nas', { shared: true, used: null, state: 'unknown', unknown: 'node-offline' }),
    testStorage('birch', 'nas', { shared: true, used: 50, max: 100 }),
    testStorage('alder', 'local', { used: 10, max: 100 }),
    testStorage('birch', 'local', { used: 30, max: 100 }),
  ]
  const folded = foldStorages(rows)
  expect(folded.map(({ id }) => id)).toEqual(['alder/local', 'birch/local', 'nas'])
  expect(folded[2]).toMatchObject({ used: 50, unknown: null })
  expect(foldByName(folded)[0]).toMatchObject({ fraction: 0.3, used: 40, max: 200 })
})
