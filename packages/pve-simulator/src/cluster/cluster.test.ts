import { afterEach, describe, expect, it } from 'vitest'
import { worldEvents } from '../control/world-events.ts'
import { testBench, type TestBench } from '../testing.ts'

let bench: TestBench
afterEach(() => bench.simulator.stop())

interface StatusRow {
  readonly type: string
  readonly name: string
  readonly online?: number
  readonly quorate?: number
}

const event = (type: string, body: Record<string, unknown>): unknown => worldEvents[type]?.(bench.world, body)

async function view(node: string): Promise<{ quorate: number | undefined; online: string[] }> {
  const rows = (await bench.ask('GET', '/cluster/status', { node })).data as StatusRow[]
  return {
    quorate: rows.find((row) => row.type === 'cluster')?.quorate,
    online: rows
      .filter((row) => row.type === 'node' && row.online === 1)
      .map((row) => row.name)
      .toSorted(),
  }
}

describe('views of the quorum', () => {
  it('differ on both sides of a cut', async () => {
    bench = await testBench({ scenario: 'split' })
    expect(await view('left')).toEqual({ quorate: 1, online: ['left', 'middle'] })
    expect(await view('right')).toEqual({ quorate: 0, online: ['right'] })
    event('network-heal', {})
    await bench.advance(10)
    expect(await view('right')).toEqual({ quorate: 1, online: ['left', 'middle', 'right'] })
  })

  it('take some seconds to notice that a node is gone', async () => {
    bench = await testBench({ speed: 1 })
    event('node-power-off', { node: 'cedar' })
    expect((await view('alder')).online).toContain('cedar')
    await bench.advance(6)
    expect((await view('alder')).online).toEqual(['alder', 'birch'])
  })

  it('stay wrong in /cluster/status after `expected`, and right in the HA status', async () => {
    bench = await testBench({ scenario: 'two-nodes-one-down' })
    event('quorum-expected', { node: 'north', votes: 1 })
    expect((await view('north')).quorate).toBe(0)
    const ha = (await bench.ask('GET', '/cluster/ha/status/current')).data as { id: string; status: string }[]
    expect(ha.find((row) => row.id === 'quorum')?.status).toBe('OK')
  })
})

describe('without a quorum', () => {
  it('runs on but changes nothing', async () => {
    bench = await testBench({ scenario: 'two-nodes-one-down' })
    const start = await bench.ask('POST', '/nodes/north/qemu/103/status/start', { as: 'root' })
    expect(start.reason).toBe('cluster not ready - no quorum?')
    const put = await bench.ask('PUT', '/nodes/north/qemu/101/config', { as: 'root', form: { description: 'x' } })
    expect(put.reason).toMatch(
      /^unable to open file '\/etc\/pve\/nodes\/north\/qemu-server\/101\.conf\.tmp\.\d+' - Permission denied$/,
    )
    const pool = await bench.ask('POST', '/pools', { as: 'root', form: { poolid: 'p' } })
    expect(pool.reason).toBe("create pool failed: cfs-lock 'file-user_cfg' error: no quorum!")
    expect((await bench.ask('POST', '/nodes/north/qemu/101/status/stop', { as: 'root' })).status).toBe(200)
  })

  it('destroys the disks of a guest and keeps its configuration', async () => {
    bench = await testBench({ scenario: 'two-nodes-one-down' })
    const { data } = await bench.ask('DELETE', '/nodes/north/qemu/103', { as: 'root' })
    await bench.advance(3)
    expect(bench.world.tasks.byUpid.get(String(data))?.status).toMatch(/Permission denied$/)
    expect(bench.world.guests.get(103)?.disksOn).toBe('')
  })
})

describe('statistics', () => {
  it('keep a lost node’s guests for five minutes, then forget even their names', async () => {
    bench = await testBench({ speed: 1 })
    event('node-power-off', { node: 'cedar' })
    await bench.advance(200)
    const row = async (): Promise<object | undefined> =>
      ((await bench.ask('GET', '/cluster/resources?type=vm')).data as { vmid: number }[]).find(
        (one) => one.vmid === 105,
      )
    expect(await row()).toMatchObject({ status: 'running', name: 'nextcloud' })
    await bench.advance(110)
    expect(await row()).toMatchObject({ status: 'unknown' })
    expect(await row()).not.toHaveProperty('name')
  })

  it('make a node unknown whose pvestatd is gone, although it is online', async () => {
    bench = await testBench({ speed: 1 })
    event('pvestatd-stop', { node: 'birch' })
    await bench.advance(310)
    const nodes = (await bench.ask('GET', '/nodes')).data as { node: string; status: string }[]
    expect(nodes.find((node) => node.node === 'birch')?.status).toBe('unknown')
    expect((await view('alder')).online).toContain('birch')
  })

  it('lag behind a start', async () => {
    bench = await testBench({ speed: 1 })
    const guest = bench.world.guests.get(111)
    event('guest-set', { vmid: 111, state: 'running' })
    const rows = (await bench.ask('GET', '/cluster/resources?type=vm')).data as { vmid: number; status: string }[]
    expect(rows.find((row) => row.vmid === 111)?.status).toBe('stopped')
    expect(guest?.state).toBe('running')
    await bench.advance(11)
    const later = (await bench.ask('GET', '/cluster/resources?type=vm')).data as { vmid: number; status: string }[]
    expect(later.find((row) => row.vmid === 111)?.status).toBe('running')
  })
})

describe('a storage that hangs', () => {
  it('eats the three workers of a node, but not what pveproxy does by itself', async () => {
    bench = await testBench({ scenario: 'dead-storage' })
    const asked = [1, 2, 3].map(() => bench.ask('GET', '/nodes/attic/storage'))
    const replies = await Promise.all(asked)
    expect(replies.map((reply) => [reply.status, reply.text])).toEqual([1, 2, 3].map(() => [596, '']))
    expect((await bench.login('root@pam')).status).toBe(596)
    expect((await bench.ask('GET', '/cluster/resources')).status).toBe(200)
    event('storage-recover', { storage: 'nas' })
    await bench.advance(1)
    expect((await bench.login('root@pam')).status).toBe(200)
  })

  it('does not keep single guests from being read', async () => {
    bench = await testBench({ scenario: 'dead-storage' })
    expect((await bench.ask('GET', '/nodes/attic/qemu/101/status/current')).status).toBe(200)
  })
})

describe('removing a node', () => {
  it('leaves its guests behind with a node that is nowhere', async () => {
    bench = await testBench({ scenario: 'three-nodes-one-dead' })
    expect((await bench.ask('DELETE', '/cluster/config/nodes/blue', { as: 'root' })).status).toBe(200)
    const rows = (await bench.ask('GET', '/cluster/resources')).data as {
      type: string
      node?: string
      status?: string
    }[]
    expect(rows.some((row) => row.type === 'node' && row.node === 'blue')).toBe(false)
    expect(rows.filter((row) => row.type === 'qemu' && row.node === 'blue').map((row) => row.status)).toEqual([
      'unknown',
    ])
    const again = await bench.ask('DELETE', '/cluster/config/nodes/blue', { as: 'root' })
    expect(again.reason).toBe('Node/IP: blue is not a known host of the cluster.')
  })
})

describe('HA', () => {
  it('only asks, and does the work later as root', async () => {
    bench = await testBench({ speed: 1 })
    await bench.ask('POST', '/cluster/ha/resources', { as: 'root', form: { sid: 'vm:111' } })
    await bench.advance(40)
    expect(bench.world.guests.get(111)?.state).toBe('running')
    const asked = (await bench.ask('POST', '/nodes/alder/qemu/111/status/stop', { as: 'lena@pve' })).data
    await bench.advance(3)
    expect(bench.world.tasks.byUpid.get(String(asked))).toMatchObject({ type: 'hastop', status: 'OK' })
    expect(bench.world.guests.get(111)?.state).toBe('running')
    await bench.advance(40)
    expect(bench.world.guests.get(111)?.state).toBe('stopped')
  })
})
