import { assemble, emptyPicture, type Picture } from '@steward/snapshot'
import { expect, test } from 'vitest'
import { storeOf, type FactName } from '../readers/fact-rounds.ts'
import { nothingGathered, type Gathered } from '../readers/rounds.ts'
import { nothingObserved } from './observe.ts'
import { newPartsMemory, partsOf } from './parts.ts'
import { isNothingToRead, unreadOf } from './unread.ts'

const guest = (vmid: number, node: string, more = {}) => ({
  id: `qemu/${vmid}`,
  type: 'qemu',
  vmid,
  node,
  status: 'running',
  uptime: 900,
  ...more,
})
const node = (name: string, status = 'online') => ({
  id: `node/${name}`,
  type: 'node',
  node: name,
  status,
  uptime: 900,
})

const pictureOf = (...resources: Parameters<typeof assemble>[0]['resources'] & object[]): Picture =>
  assemble(
    {
      now: 1000,
      resources,
      status: null,
      tasks: null,
      ha: null,
      configNodes: null,
      qdevice: null,
      answers: [],
      nodeDetails: new Map(),
      guestConfigs: new Map(),
    },
    emptyPicture,
  )
const lab = pictureOf(
  node('alder'),
  node('birch', 'offline'),
  guest(100, 'alder'),
  guest(101, 'alder'),
  guest(102, 'birch'),
  guest(900, 'alder', { template: 1 }),
)
const config = (values: Record<string, string> = {}) => ({
  value: { values: { name: 'guest', ...values }, pending: [] },
  readAt: 900,
  call: 'GET /nodes/alder/qemu/100/pending',
})

function gatheredWith(configs: Record<string, ReturnType<typeof config>>): Gathered {
  const gathered = nothingGathered()
  const store = storeOf(gathered.facts, 'guestConfigs')
  for (const [id, read] of Object.entries(configs)) store.read.set(id, read)
  return gathered
}
const partOf = (name: FactName, gathered: Gathered, picture = lab) =>
  partsOf(
    {
      picture: () => picture,
      readings: () => readings,
      readAt: () => 1000,
      gathered: () => gathered,
      facts: () => ({ parts: [] }),
    },
    nothingObserved,
    newPartsMemory(),
  )[name]
const readings = {
  now: 1000,
  resources: null,
  status: null,
  tasks: null,
  ha: null,
  configNodes: null,
  qdevice: null,
  answers: [],
  nodeDetails: new Map(),
  guestConfigs: new Map(),
}

test('guests whose configuration was not read are named with the reason, templates are not', () => {
  const unread = unreadOf('guestConfigs', gatheredWith({ 100: config() }), lab)
  expect([...unread]).toEqual([
    ['101', { reason: 'not-read-yet', message: 'not read yet' }],
    ['102', { reason: 'read-failed', message: 'birch does not answer' }],
  ])
})

test('nodes too, and a refusal that PVE gave is not said twice', () => {
  const gathered = nothingGathered()
  const refusal = { reason: 'no-right', message: 'Permission check failed' } as const
  storeOf(gathered.facts, 'nodeNetwork').missing.set('alder', refusal)
  expect([...unreadOf('nodeNetwork', gathered, lab).keys()]).toEqual(['birch'])
})

test('a part holds what was read and who is missing in it', () => {
  const part = partOf('guestConfigs', gatheredWith({ 100: config() }))
  expect('read' in part && part.read instanceof Map ? [...part.read.keys()] : part).toEqual(['100'])
  expect('missing' in part && part.missing instanceof Map ? [...part.missing.keys()] : part).toEqual(['101', '102'])
})

test('nothing was read: not read yet, unless there is nothing to read', () => {
  expect(partOf('guestConfigs', nothingGathered())).toMatchObject({ reason: 'not-read-yet' })
  const empty = pictureOf(node('alder'))
  expect(partOf('guestConfigs', nothingGathered(), empty)).toMatchObject({ read: new Map(), missing: new Map() })
})

test('no agent and no cloud-init anywhere is known once all configurations were read', () => {
  const one = pictureOf(node('alder'), guest(100, 'alder'))
  expect(isNothingToRead('agents', gatheredWith({}), one)).toBe(false)
  expect(isNothingToRead('agents', gatheredWith({ 100: config() }), one)).toBe(true)
  expect(isNothingToRead('cloudInit', gatheredWith({ 100: config() }), one)).toBe(true)
  const withDrive = gatheredWith({ 100: config({ ide2: 'local-lvm:vm-100-cloudinit,media=cdrom' }) })
  expect(isNothingToRead('cloudInit', withDrive, one)).toBe(false)
  const withAgent = gatheredWith({ 100: config() })
  withAgent.agentEnabled.add('100')
  expect(isNothingToRead('agents', withAgent, one)).toBe(false)
})
