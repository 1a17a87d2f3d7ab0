import { expect, test } from 'vitest'
import { byKey, config, findingsOf, guest, read, storage, subjectsOf } from '../testing/facts.ts'
import { storageFilling } from './storage-filling.ts'

const facts = (...rows: ReturnType<typeof storage>[]) => ({ storages: read(rows) })
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

test('guests that it paused are its consequence, where their disks are known to lie there and it is full', () => {
  const guests = read([guest(100, { state: 'io-error' }), guest(101), guest(102, { state: 'io-error', node: 'birch' })])
  const on = (disk: string) => config({ scsi0: `${disk}:vm-1-disk-0,size=8G` })
  const guestConfigs = byKey({ 100: on('tank'), 101: on('tank'), 102: on('tank') })
  const explained = (row: ReturnType<typeof storage>, configs = guestConfigs) =>
    findingsOf(storageFilling, { storages: read([row]), guests, guestConfigs: configs })[0]?.explains
  expect(explained(at(100))).toEqual([{ kind: 'guest', id: '100' }])
  expect(explained(at(96))).toEqual([])
  expect(explained(at(100), byKey({ 100: on('other') }))).toEqual([])
  expect(explained(at(100, { shared: true }))).toHaveLength(2)
})

test('without guests and configurations it speaks all the same', () => {
  expect(findingsOf(storageFilling, facts(at(100)))).toMatchObject([{ explains: [] }])
})
