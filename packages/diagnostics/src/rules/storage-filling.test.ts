import { expect, test } from 'vitest'
import { findingsOf, guest, read, storage, subjectsOf } from '../testing/facts.ts'
import { storageFilling } from './storage-filling.ts'

const facts = (...rows: ReturnType<typeof storage>[]) => ({ storages: read(rows), guests: read([]) })
const at = (used: number, more = {}) => storage('alder', 'tank', { used, max: 100, ...more })

test('below 85 %', () => {
  expect(subjectsOf(storageFilling, facts(at(84)))).toEqual([])
})

test('from 85 % a warning, from 95 % critical', () => {
  expect(findingsOf(storageFilling, facts(at(85)))).toMatchObject([{ severity: 'warning', params: { percent: 85 } }])
  expect(findingsOf(storageFilling, facts(at(95)))).toMatchObject([{ severity: 'critical' }])
})

test('a shared storage is told once', () => {
  const shared = ['birch', 'alder'].map((name) => storage(name, 'nas', { shared: true, used: 90, max: 100 }))
  expect(subjectsOf(storageFilling, facts(...shared))).toEqual(['storage/alder/nas'])
  expect(subjectsOf(storageFilling, facts(...shared.map((row) => ({ ...row, shared: false }))))).toHaveLength(2)
})

test('odd input: unknown, nothing, negative', () => {
  expect(subjectsOf(storageFilling, facts(at(99, { state: 'unknown' })))).toEqual([])
  expect(subjectsOf(storageFilling, facts(at(99, { max: 0 }), at(-1), at(99, { max: null })))).toEqual([])
})

test('guests that it paused are its consequence, where it holds disks and is full', () => {
  const guests = read([guest(100, { state: 'io-error' }), guest(101), guest(102, { state: 'io-error', node: 'birch' })])
  const explained = (row: ReturnType<typeof storage>) =>
    findingsOf(storageFilling, { storages: read([row]), guests })[0]?.explains
  expect(explained(at(100))).toEqual([{ kind: 'guest', id: '100' }])
  expect(explained(at(96))).toEqual([])
  expect(explained(at(100, { content: ['backup'] }))).toEqual([])
  expect(explained(at(100, { shared: true }))).toHaveLength(2)
})
