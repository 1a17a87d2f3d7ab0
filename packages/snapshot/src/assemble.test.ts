import { applyPatch, type GuestRow } from '@steward/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assemble, emptyPicture, type Picture, type Readings } from './assemble.ts'
import { diffRows } from './patch.ts'
import type { RawResource, RawTask } from './raw.ts'

const guest = (vmid: number, values: Partial<RawResource> = {}): RawResource => ({
  id: `qemu/${vmid}`,
  type: 'qemu',
  vmid,
  node: 'alder',
  name: `guest-${vmid}`,
  status: 'running',
  uptime: 100,
  cpu: 0.03,
  maxcpu: 2,
  mem: 1e9,
  maxmem: 4e9,
  netin: 0,
  netout: 0,
  diskread: 0,
  diskwrite: 0,
  template: 0,
  ...values,
})
const node = (name: string, values: Partial<RawResource> = {}): RawResource => ({
  id: `node/${name}`,
  type: 'node',
  node: name,
  status: 'online',
  uptime: 5000,
  cpu: 0.1,
  maxcpu: 8,
  mem: 8e9,
  maxmem: 32e9,
  disk: 1e10,
  maxdisk: 1e11,
  ...values,
})
const member = (name: string, online: 0 | 1) => ({ type: 'node', name, online, nodeid: 1, ip: '10.0.0.1' })
const cluster = { type: 'cluster', name: 'lab', quorate: 1 }

const readings = (values: Partial<Readings>): Readings => ({
  now: 10_000,
  resources: [],
  status: [cluster, member('alder', 1)],
  tasks: [],
  ha: null,
  configNodes: null,
  qdevice: null,
  answers: [],
  nodeDetails: new Map(),
  guestConfigs: new Map(),
  ...values,
})
const read = (values: Partial<Readings>, before: Picture = emptyPicture) => assemble(readings(values), before)

describe('guests', () => {
  test('of a lost node are unknown although PVE still calls them running', () => {
    const picture = read({
      resources: [node('alder', { status: 'offline' }), guest(100)],
      status: [cluster, member('alder', 0)],
    })
    expect(picture.guests.get('100')).toMatchObject({
      state: 'unknown',
      rawState: 'running',
      unknown: 'node-offline',
      cpu: null,
    })
  })

  test('keep the name that PVE forgets after five minutes', () => {
    const before = read({ resources: [node('alder'), guest(100)] })
    const after = read(
      {
        now: 10_400,
        resources: [
          node('alder', { status: 'unknown' }),
          { id: 'qemu/100', type: 'qemu', vmid: 100, node: 'alder', status: 'unknown' },
        ],
      },
      before,
    )
    expect(after.guests.get('100')).toMatchObject({
      name: 'guest-100',
      state: 'unknown',
      unknown: 'statistics-stalled',
      memoryMax: 4e9,
    })
  })

  test('have rates over their own uptime, so that a repeated reading changes nothing', () => {
    const first = read({ resources: [node('alder'), guest(100, { uptime: 100, netin: 0 })] })
    const second = read(
      { now: 10_010, resources: [node('alder', { uptime: 5010 }), guest(100, { uptime: 110, netin: 20_000 })] },
      first,
    )
    expect(second.guests.get('100')?.netIn).toBe(2000)
    const repeated = read(
      { now: 10_015, resources: [node('alder', { uptime: 5010 }), guest(100, { uptime: 110, netin: 20_000 })] },
      second,
    )
    expect(diffRows(second.guests, repeated.guests)).toBeNull()
  })

  test('start time stands still while they run, and moves when they were restarted', () => {
    const first = read({ resources: [node('alder'), guest(100, { uptime: 100 })] })
    expect(first.guests.get('100')?.startedAt).toBe(9900)
    const later = read(
      { now: 10_030, resources: [node('alder', { uptime: 5030 }), guest(100, { uptime: 122 })] },
      first,
    )
    expect(later.guests.get('100')?.startedAt).toBe(9900)
    const restarted = read(
      { now: 10_060, resources: [node('alder', { uptime: 5060 }), guest(100, { uptime: 3 })] },
      later,
    )
    expect(restarted.guests.get('100')?.startedAt).toBe(10_057)
  })

  test('are off on purpose only for a reason that was read', () => {
    const resources = [
      node('alder'),
      guest(100, { status: 'stopped', uptime: 0 }),
      guest(101, { status: 'stopped', uptime: 0, template: 1 }),
      guest(102, { status: 'stopped', uptime: 0 }),
    ]
    const stop: RawTask = {
      upid: 'UPID:x',
      node: 'alder',
      type: 'qmstop',
      id: '102',
      user: 'lena@pam',
      starttime: 1,
      endtime: 2,
      status: 'OK',
    }
    const blind = read({ resources, tasks: [stop] })
    expect([...blind.guests.values()].map((row) => row.offOnPurpose)).toEqual([null, 'template', 'stopped-by-person'])
    const swept = read({ resources, guestConfigs: new Map([['100', { startsAtBoot: false, readAt: 1 }]]) }, blind)
    expect(swept.guests.get('100')?.offOnPurpose).toBe('not-started-at-boot')
  })

  test('an unknown word of PVE is passed on, not guessed', () => {
    expect(read({ resources: [node('alder'), guest(100, { status: 'save-vm' })] }).guests.get('100')).toMatchObject({
      state: 'other',
      rawState: 'save-vm',
    })
  })
})

describe('nodes', () => {
  test('whose figures stand still are stalled, and so is what stands on them', () => {
    const first = read({ resources: [node('alder'), guest(100)] })
    const later = read({ now: 10_060, resources: [node('alder'), guest(100)] }, first)
    expect(later.nodes.get('alder')).toMatchObject({
      state: 'online',
      unknown: 'statistics-stalled',
      stalledSince: 10_000,
    })
    expect(later.guests.get('100')).toMatchObject({ state: 'running', unknown: 'statistics-stalled' })
  })

  test('that only guests still name are ghosts', () => {
    const picture = read({
      resources: [node('alder'), guest(100, { node: 'cedar', status: 'unknown', name: undefined })],
    })
    expect(picture.nodes.get('cedar')).toMatchObject({ ghost: true, state: 'offline' })
    expect(picture.guests.get('100')?.unknown).toBe('node-offline')
  })

  test('without rights have a state and no figures', () => {
    const picture = read({
      resources: [{ id: 'node/alder', type: 'node', node: 'alder', status: 'online' }],
      status: null,
    })
    expect(picture.nodes.get('alder')).toMatchObject({ state: 'online', unknown: 'no-right', cpu: null })
  })
})

test('a running task of a node that is away is unconfirmed', () => {
  const task: RawTask = { upid: 'UPID:y', node: 'alder', type: 'qmshutdown', id: '100', user: 'root@pam', starttime: 1 }
  const picture = read({
    resources: [node('alder', { status: 'offline' })],
    status: [cluster, member('alder', 0)],
    tasks: [task],
  })
  expect(picture.tasks.get('UPID:y')).toMatchObject({ state: 'running', unconfirmed: true })
})

test('patches lead from any picture to any other', () => {
  const world = fc.uniqueArray(
    fc.record({
      vmid: fc.integer({ min: 100, max: 130 }),
      status: fc.constantFrom('running', 'stopped', 'paused'),
      cpu: fc.double({ min: 0, max: 1, noNaN: true }),
      tags: fc.constantFrom(undefined, 'a', 'a;b'),
    }),
    { selector: (raw) => raw.vmid },
  )
  fc.assert(
    fc.property(world, world, (one, two) => {
      const rows = (raws: typeof one) =>
        read({ resources: [node('alder'), ...raws.map((raw) => guest(raw.vmid, raw))] }).guests
      const before = rows(one)
      const after = rows(two)
      const diff = diffRows(before, after)
      const patched = diff
        ? applyPatch<GuestRow>({ version: 1, rows: [...before.values()] }, { from: 1, version: 2, readAt: 1, ...diff })
        : [...before.values()]
      const byId = (list: readonly GuestRow[] | null) => list?.toSorted((a, b) => a.vmid - b.vmid)
      expect(byId(patched)).toEqual(byId([...after.values()]))
    }),
  )
})

test('a patch that does not fit the held version is refused', () => {
  expect(
    applyPatch({ version: 3, rows: [] }, { from: 1, version: 4, readAt: 1, added: [], changed: [], removed: [] }),
  ).toBeNull()
})

test('a load that is not told any more is unknown, while what lasts stays', () => {
  const told = { loadavg: ['1.5'], pveversion: 'pve-manager/9.2.11/14a22df3', swap: { used: 5, total: 10, free: 5 } }
  const details = new Map([['alder', told]])
  const first = read({ resources: [node('alder')], nodeDetails: details })
  expect(first.nodes.get('alder')?.load).toBeCloseTo(1.5)
  const next = read({ now: 10_100, resources: [node('alder', { uptime: 5100 })] }, first)
  expect(next.nodes.get('alder')).toMatchObject({ load: null, swapUsed: null, version: '9.2.11', swapMax: 10 })
})
