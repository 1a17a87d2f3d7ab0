import type { GuestRow, NodeRow } from '@steward/contracts'
import { expect, test } from 'vitest'
import { arrangeLines, filterLines, stateOf, toLines } from './arrange.ts'

const node = (name: string, given: Partial<NodeRow> = {}): NodeRow => ({
  id: name,
  name,
  state: 'online',
  unknown: null,
  ghost: false,
  nodeId: 1,
  address: null,
  votes: 1,
  startedAt: 100,
  cpu: 0.1,
  cpuMax: 4,
  memory: 1,
  memoryMax: 2,
  rootUsed: null,
  rootMax: null,
  load: null,
  ioWait: null,
  swapUsed: null,
  swapMax: null,
  version: null,
  kernel: null,
  cpuModel: null,
  stalledSince: null,
  maintenance: false,
  ...given,
})
const guest = (id: string, given: Partial<GuestRow> = {}): GuestRow => ({
  id,
  vmid: Number(id),
  kind: 'qemu',
  node: 'alder',
  name: null,
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
  ...given,
})

test('each node is of one state, and only a sound one counts as online', () => {
  expect(stateOf(node('a'))).toBe('online')
  expect(stateOf(node('a', { maintenance: true }))).toBe('maintenance')
  expect(stateOf(node('a', { stalledSince: 5, maintenance: true }))).toBe('stalled')
  expect(stateOf(node('a', { state: 'offline' }))).toBe('away')
  expect(stateOf(node('a', { state: 'offline', ghost: true }))).toBe('ghost')
  expect(stateOf(node('a', { state: 'unknown', unknown: 'no-right' }))).toBe('unknown')
})

test('with a guest of unknown state nobody can say how many run; templates are not counted', () => {
  const guests = [guest('1'), guest('2', { unknown: 'node-offline' }), guest('3', { template: true, state: 'stopped' })]
  expect(toLines([node('alder')], guests, [])[0]).toMatchObject({ running: null, all: 2 })
  expect(toLines([node('alder')], guests.slice(0, 1), [])[0]).toMatchObject({ running: 1, all: 1 })
})

test('what is not known stands last in both directions', () => {
  const lines = toLines([node('a', { cpu: null }), node('b', { cpu: 0.5 }), node('c', { cpu: 0.2 })], [], [])
  const names = (descending: boolean) =>
    arrangeLines(lines, { column: 'cpu', descending }).map((line) => line.node.name)
  expect(names(false)).toEqual(['c', 'b', 'a'])
  expect(names(true)).toEqual(['b', 'c', 'a'])
  expect(filterLines(lines, { q: 'B' })).toHaveLength(1)
})
