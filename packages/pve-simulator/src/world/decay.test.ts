import { afterEach, describe, expect, it } from 'vitest'
import { worldEvents } from '../control/world-events.ts'
import { testBench, type TestBench } from '../testing.ts'
import type { NodeDescription, WorldDescription } from './description.ts'

let bench: TestBench
afterEach(() => bench.simulator.stop())

type Row = Readonly<Record<string, unknown>>

const node = (name: string, more: Partial<NodeDescription> = {}): NodeDescription => ({ name, ...more })
const world = (more: Partial<WorldDescription>): WorldDescription => ({
  cluster: { name: 'worn' },
  nodes: [node('a'), node('b'), node('c')],
  ...more,
})
const event = (type: string, body: Record<string, unknown>): unknown => worldEvents[type]?.(bench.world, body)
const list = async (path: string): Promise<Row[]> => (await bench.ask('GET', path)).data as Row[]
const ha = async (type: string): Promise<Row | undefined> =>
  (await list('/cluster/ha/status/current')).find((row) => row.type === type)

describe('a storage that grows', () => {
  it('does so each day on each node, however fast the rest goes', async () => {
    const disk = { id: 'disk', type: 'dir', content: 'images', total: 1e12, used: 1e11, growth: 1.44e10 } as const
    bench = await testBench({ speed: 5, description: world({ storages: [disk] }) })
    await bench.advance(7200)
    for (const name of ['a', 'b', 'c'])
      expect((await list(`/nodes/${name}/storage`))[0]?.used, name).toBeCloseTo(1.012e11, -8)
  })

  it('ends when it is full', async () => {
    const disk = { id: 'disk', type: 'dir', content: 'images', total: 1e12, used: 9.9e11, growth: 1e12 } as const
    bench = await testBench({ speed: 5, description: world({ storages: [disk] }) })
    await bench.advance(7200)
    expect((await list('/nodes/a/storage'))[0]?.used).toBe(1e12)
  })
})

describe('HA without a manager', () => {
  it('shows the last one with its old stamp, and one that begins anew at once', async () => {
    bench = await testBench({ scenario: 'worn', speed: 1 })
    expect(await ha('master')).toMatchObject({
      node: 'pine',
      status: expect.stringContaining('(old timestamp - dead?, '),
    })
    expect(await ha('fencing')).toMatchObject({ 'armed-state': 'standby' })
    await bench.advance(300)
    expect(bench.world.services.get('vm:103')?.crm).toBe('recovery')
    bench.world.nodes.get('yew')?.services.set('pve-ha-crm', 'running')
    await bench.advance(20)
    expect(await ha('master')).toMatchObject({ node: 'yew', status: expect.stringContaining('(active, ') })
    expect(await ha('fencing')).toMatchObject({ 'armed-state': 'armed' })
  })
})

describe('votes', () => {
  it('that somebody has typed show in HA and not in the status, until the membership grows', async () => {
    bench = await testBench({ scenario: 'half-repaired', speed: 1 })
    expect((await list('/cluster/status'))[0]).toMatchObject({ type: 'cluster', quorate: 0 })
    expect(await ha('quorum')).toMatchObject({ quorate: 1 })
    event('node-power-on', { node: 'shelf' })
    await bench.advance(120)
    expect((await list('/cluster/status'))[0]).toMatchObject({ quorate: 1 })
    expect(bench.world.nodes.get('bench')?.expected).toBeUndefined()
  })

  it('of a QDevice are all but one where the nodes are odd in number', async () => {
    bench = await testBench({ speed: 1, description: world({ cluster: { name: 'odd', qdevice: { host: 'q:5403' } } }) })
    event('node-power-off', { node: 'b' })
    event('node-power-off', { node: 'c' })
    await bench.advance(10)
    expect((await list('/cluster/status'))[0]).toMatchObject({ quorate: 1 })
    event('qdevice-disconnect', {})
    expect(await ha('quorum')).toMatchObject({ quorate: 0 })
  })
})

describe('replication', () => {
  const job = { guest: 100, source: 'a', target: 'b', lastTryAge: 7200 }
  it('is due after the last try, later after failures, and never while its target is away', async () => {
    bench = await testBench({
      description: world({
        nodes: [node('a'), node('b'), node('c', { offFor: 600 })],
        replications: [
          { ...job, id: '100-0' },
          { ...job, id: '100-1', fail_count: 2, error: 'x' },
          { ...job, id: '100-2', fail_count: 9, error: 'x' },
          { ...job, id: '100-3', fail_count: 9, error: 'x', target: 'c' },
          { ...job, id: '100-4', disable: true },
        ],
      }),
    })
    const rows = await list('/nodes/a/replication')
    const wait = (row: Row | undefined) => Number(row?.next_sync) - Number(row?.last_try)
    expect(wait(rows[0])).toBeGreaterThan(0)
    expect(wait(rows[0])).toBeLessThanOrEqual(900)
    expect(Number(rows[0]?.next_sync) % 900).toBe(0)
    expect(rows.slice(1, 3).map(wait)).toEqual([600, 1800])
    expect(rows[3]?.next_sync).toBe(0)
    expect(rows.map((row) => row.disable)).toEqual([undefined, undefined, undefined, undefined, 1])
  })
})

describe('what nobody looks after', () => {
  it('is told by the repositories, the processor and a guest that lacks what others have', async () => {
    bench = await testBench({ scenario: 'neglected' })
    const broken = (await bench.ask('GET', '/nodes/dusty/apt/repositories')).data as Row
    expect(broken.errors).toEqual([
      { path: '/etc/apt/sources.list.d/backports.sources', error: 'malformed entry: missing URIs' },
    ])
    expect(broken['standard-repos']).toContainEqual({ handle: 'test', name: 'Test', status: 1 })
    expect((await bench.ask('GET', '/nodes/rusty/status')).data).toMatchObject({ cpuinfo: { vendor: 'AuthenticAMD' } })
    expect((await bench.ask('GET', '/nodes/dusty/qemu/115/config')).data).not.toHaveProperty('net0')
  })

  it('cannot be a disarmed HA on 8', async () => {
    bench = await testBench({ scenario: 'half-repaired', pve: '8.4', speed: 1 })
    expect(bench.world.haArmed).toBe('armed')
    expect(bench.world.services.get('vm:101')?.crm).toBe('started')
  })
})
