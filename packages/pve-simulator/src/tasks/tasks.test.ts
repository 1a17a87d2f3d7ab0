import { afterEach, describe, expect, it } from 'vitest'
import { testBench, type TestBench } from '../testing.ts'

let bench: TestBench
afterEach(() => bench.simulator.stop())

const encoded = (upid: unknown): string => encodeURIComponent(String(upid))

async function ended(node: string, upid: unknown): Promise<string | undefined> {
  for (let turn = 0; turn < 40; turn += 1) {
    const { data } = await bench.ask('GET', `/nodes/${node}/tasks/${encoded(upid)}/status`)
    const task = data as { status: string; exitstatus?: string }
    if (task.status === 'stopped') return task.exitstatus
    await bench.advance(1)
  }
  return undefined
}

const lines = async (node: string, upid: unknown): Promise<string[]> =>
  ((await bench.ask('GET', `/nodes/${node}/tasks/${encoded(upid)}/log`)).data as { t: string }[]).map((line) => line.t)

describe('views of tasks', () => {
  it('shows a running one differently everywhere', async () => {
    bench = await testBench({ scenario: 'hung-shutdown' })
    const cluster = (await bench.ask('GET', '/cluster/tasks')).data as { type: string; id: string; status?: string }[]
    const row = cluster.find((task) => task.type === 'qmshutdown' && task.id === '101')
    expect(row).toMatchObject({ saved: '0' })
    expect(row).not.toHaveProperty('status')
    const archive = (await bench.ask('GET', '/nodes/attic/tasks')).data as { type: string }[]
    expect(archive.map((task) => task.type)).not.toContain('qmshutdown')
    const active = (await bench.ask('GET', '/nodes/attic/tasks?source=active')).data as { status: string }[]
    expect(active.every((task) => task.status === 'RUNNING')).toBe(true)
  })

  it('knows malformed and unknown ones', async () => {
    bench = await testBench({ scenario: 'single-node' })
    const bad = await bench.ask('GET', '/nodes/attic/tasks/UPID:bad/status')
    expect(bad.body.errors).toEqual({ upid: 'unable to parse worker upid' })
    const upid = encoded('UPID:attic:00000001:00000001:60000000:qmstart:100:root@pam:')
    expect((await bench.ask('GET', `/nodes/attic/tasks/${upid}/status`)).body.errors).toEqual({ upid: 'no such task' })
    const log = await bench.ask('GET', `/nodes/attic/tasks/${upid}/log`)
    expect(log.data).toEqual([{ n: 1, t: 'unable to open file - No such file or directory' }])
  })

  it('has no content until it says something', async () => {
    bench = await testBench({ scenario: 'hung-shutdown' })
    const [task] = bench.world.tasks.running('attic').filter((one) => one.type === 'qmshutdown')
    expect(await lines('attic', task?.upid)).toEqual(['no content'])
  })
})

describe('the lock of a waiting shutdown', () => {
  it('makes others fail with a text about a file', async () => {
    bench = await testBench({ scenario: 'hung-shutdown' })
    const put = await bench.ask('PUT', '/nodes/attic/qemu/101/config', { as: 'root', form: { description: 'x' } })
    expect(put.reason).toBe("can't lock file '/var/lock/qemu-server/lock-101.conf' - got timeout")
    const { data } = await bench.ask('POST', '/nodes/attic/qemu/101/status/stop', { as: 'root' })
    expect(await ended('attic', data)).toBe("can't lock file '/var/lock/qemu-server/lock-101.conf' - got timeout")
    expect((await lines('attic', data))[0]).toBe('trying to acquire lock...')
  })

  it('is let go when the shutdown is overruled by somebody who may', async () => {
    bench = await testBench({ scenario: 'hung-shutdown' })
    const form = { 'overrule-shutdown': 1 }
    const { data } = await bench.ask('POST', '/nodes/attic/qemu/101/status/stop', { as: 'root', form })
    expect(await ended('attic', data)).toBe('OK')
    expect((await lines('attic', data))[0]).toMatch(/^overruled qmshutdown tasks: UPID:attic/)
  })

  it('stays when the task is not the caller’s own', async () => {
    bench = await testBench({ scenario: 'hung-shutdown' })
    const form = { 'overrule-shutdown': 1 }
    const { data } = await bench.ask('POST', '/nodes/attic/qemu/101/status/stop', { as: 'otto@pve', form })
    expect(data).toBeNull()
    await bench.ask('PUT', '/access/acl', {
      as: 'root',
      form: { path: '/vms', roles: 'PVEVMAdmin', users: 'auditor@pve' },
    })
    const other = await bench.ask('POST', '/nodes/attic/qemu/101/status/stop', { as: 'auditor@pve', form })
    expect(await ended('attic', other.data)).toMatch(/^can't lock file/)
  })

  it('ends with the task', async () => {
    bench = await testBench({ scenario: 'hung-shutdown' })
    const [task] = bench.world.tasks.running('attic').filter((one) => one.type === 'qmshutdown')
    expect((await bench.ask('DELETE', `/nodes/attic/tasks/${encoded(task?.upid)}`, { as: 'lena@pve' })).status).toBe(
      200,
    )
    expect(await ended('attic', task?.upid)).toBe('received interrupt')
  })
})

describe('locks in the configuration', () => {
  it('can only be taken away with root’s own ticket', async () => {
    bench = await testBench({ scenario: 'stale-locks' })
    const form = { delete: 'lock' }
    expect((await bench.ask('PUT', '/nodes/attic/qemu/101/config', { as: 'root', form })).reason).toBe(
      'VM is locked (backup)',
    )
    expect((await bench.ask('PUT', '/nodes/attic/qemu/101/config', { as: 'lena@pve', form })).reason).toBe(
      "only root can set 'lock' config",
    )
    expect(
      (await bench.ask('PUT', '/nodes/attic/qemu/101/config', { as: 'lena@pve', form: { ...form, skiplock: 1 } })).body
        .errors,
    ).toEqual({ skiplock: 'Only root may use this option.' })
    expect(
      (await bench.ask('PUT', '/nodes/attic/qemu/101/config', { as: 'root', form: { ...form, skiplock: 1 } })).status,
    ).toBe(200)
  })

  it('cannot be taken away from a container at all', async () => {
    bench = await testBench({ scenario: 'stale-locks' })
    const reply = await bench.ask('PUT', '/nodes/attic/lxc/108/config', { as: 'root', form: { delete: 'lock' } })
    expect(reply.reason).toBe('CT is locked (backup)')
  })

  it('stays behind when a backup is killed', async () => {
    bench = await testBench({ scenario: 'single-node' })
    const { data } = await bench.ask('POST', '/nodes/attic/vzdump', {
      as: 'root',
      form: { vmid: '102', storage: 'local' },
    })
    await expect.poll(() => bench.world.guests.get(102)?.config.lock).toBe('backup')
    const task = bench.world.tasks.byUpid.get(String(data))
    if (task) bench.world.tasks.stop(task, true)
    expect(await ended('attic', data)).toBe('unexpected status')
    expect(bench.world.guests.get(102)?.config.lock).toBe('backup')
  })

  it('goes when a backup is stopped politely', async () => {
    bench = await testBench({ scenario: 'single-node' })
    const { data } = await bench.ask('POST', '/nodes/attic/vzdump', {
      as: 'root',
      form: { vmid: '102', storage: 'local' },
    })
    await expect.poll(() => bench.world.guests.get(102)?.config.lock).toBe('backup')
    await bench.ask('POST', '/nodes/attic/vzdump', { as: 'root', form: { stop: 1 } })
    expect(await ended('attic', data)).toBe('interrupted by signal')
    expect(bench.world.guests.get(102)?.config.lock).toBeUndefined()
  })
})
