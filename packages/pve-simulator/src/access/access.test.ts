import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testBench, type TestBench } from '../testing.ts'
import { ottoCodes, ottoSecret } from '../world/accounts.ts'
import { totpAt } from './totp.ts'

let bench: TestBench
beforeAll(async () => {
  bench = await testBench()
})
afterAll(() => bench.simulator.stop())

interface Ticket {
  readonly ticket: string
  readonly NeedTFA?: number
  readonly cap?: unknown
  readonly clustername?: string
}

describe('signing in', () => {
  it('gives a ticket, a token against forgery and the name of the cluster', async () => {
    const { status, data } = await bench.login('root@pam')
    expect(status).toBe(200)
    expect(data).toMatchObject({ username: 'root@pam', clustername: 'homelab' })
  })

  it('says the same for a wrong password and for nobody', async () => {
    const wrong = await bench.ask('POST', '/access/ticket', {
      as: 'none',
      form: { username: 'root@pam', password: 'no' },
    })
    const nobody = await bench.ask('POST', '/access/ticket', {
      as: 'none',
      form: { username: 'x@nope', password: 'no' },
    })
    expect([wrong.status, wrong.reason]).toEqual([401, 'authentication failure'])
    expect([nobody.status, nobody.reason]).toEqual([wrong.status, wrong.reason])
  })

  it('renews with the ticket as password', async () => {
    const { ticket } = (await bench.login('lena@pve')).data as Ticket
    const again = await bench.ask('POST', '/access/ticket', {
      as: 'none',
      form: { username: 'lena@pve', password: ticket },
    })
    expect(again.status).toBe(200)
  })

  it('wants the token against forgery for writes', async () => {
    const { ticket } = (await bench.login('root@pam')).data as Ticket
    const headers = { Cookie: `PVEAuthCookie=${encodeURIComponent(ticket)}` }
    const reply = await bench.ask('PUT', '/nodes/alder/qemu/111/config', {
      as: 'none',
      headers,
      form: { description: 'x' },
    })
    expect([reply.status, reply.reason, reply.text]).toEqual([401, 'Permission denied - invalid csrf token', ''])
  })

  it('lets a stale cookie shadow a good token', async () => {
    const reply = await bench.ask('GET', '/version', { headers: { Cookie: 'PVEAuthCookie=PVE:old' } })
    expect([reply.status, reply.reason]).toEqual([401, 'Authentication failed!'])
  })

  it('keeps a ticket good over a change of the world', async () => {
    const { ticket } = (await bench.login('lena@pve')).data as Ticket
    await bench.simulator.change('single-node')
    const reply = await bench.ask('GET', '/version', {
      as: 'none',
      headers: { Cookie: `PVEAuthCookie=${encodeURIComponent(ticket)}` },
    })
    await bench.simulator.change('home-lab')
    expect(reply.status).toBe(200)
  })
})

describe('the second factor', () => {
  const code = (): string => totpAt(ottoSecret, Math.floor(bench.world.seconds() / 30))

  it('gives half a ticket that is good for nothing else', async () => {
    const { data } = await bench.login('otto@pve')
    expect(data).toMatchObject({ NeedTFA: 1 })
    expect(data).not.toHaveProperty('cap')
    const headers = { Cookie: `PVEAuthCookie=${encodeURIComponent((data as Ticket).ticket)}` }
    expect((await bench.ask('GET', '/version', { as: 'none', headers })).reason).toBe('No ticket')
  })

  it('takes a code once', async () => {
    const half = (await bench.login('otto@pve')).data as Ticket
    const answer = (password: string) =>
      bench.ask('POST', '/access/ticket', {
        as: 'none',
        form: { username: 'otto@pve', 'tfa-challenge': half.ticket, password },
      })
    const good = code()
    expect((await answer(`totp:${good}`)).data).toHaveProperty('cap')
    expect((await answer(`totp:${good}`)).status).toBe(401)
    expect((await answer(`recovery:${ottoCodes[0] ?? ''}`)).status).toBe(200)
    expect((await answer(`recovery:${ottoCodes[0] ?? ''}`)).status).toBe(401)
  })
})

describe('rights', () => {
  it('empties lists without a word and refuses the rest', async () => {
    const tasks = await bench.ask('GET', '/cluster/tasks', { as: 'nobody@pve' })
    expect([tasks.status, tasks.data]).toEqual([200, []])
    const status = await bench.ask('GET', '/cluster/status', { as: 'nobody@pve' })
    expect([status.status, status.reason]).toEqual([403, 'Permission check failed (/, Sys.Audit)'])
    expect((await bench.ask('GET', '/access/permissions', { as: 'nobody@pve' })).data).toEqual({})
  })

  it('shows bare nodes to everybody', async () => {
    const { data } = await bench.ask('GET', '/cluster/resources', { as: 'nobody@pve' })
    expect(new Set((data as { type: string }[]).map((row) => row.type))).toEqual(new Set(['node']))
    expect((data as object[])[0]).not.toHaveProperty('mem')
  })

  it('lets mia see her two guests', async () => {
    const { data } = await bench.ask('GET', '/cluster/resources?type=vm', { as: 'mia@pve' })
    expect((data as { vmid: number }[]).map((row) => row.vmid).toSorted((a, b) => a - b)).toEqual([101, 102])
  })

  it('names the missing privilege, and all of several', async () => {
    const start = await bench.ask('POST', '/nodes/birch/qemu/103/status/start', { as: 'auditor@pve' })
    expect(start.reason).toBe('Permission check failed (/vms/103, VM.PowerMgmt)')
    const change = await bench.ask('PUT', '/nodes/birch/qemu/103/config', { as: 'auditor@pve', form: { name: 'x' } })
    expect(change.reason).toMatch(/^Permission check failed \(\/vms\/103, VM\.Config\.Disk\|VM\.Config\.CDROM\|/)
  })

  it('takes no token of root for root', async () => {
    await bench.ask('POST', '/access/users/root@pam/token/full', { as: 'root', form: { privsep: 0 } })
    const token = bench.world.access.users.get('root@pam')?.tokens.get('full')
    const reply = await bench.ask('DELETE', '/cluster/config/nodes/cedar', {
      as: `root@pam!full=${token?.value ?? ''}`,
    })
    expect([reply.status, reply.reason]).toEqual([403, 'Permission check failed (user != root@pam)'])
  })

  it('gives a separated token nothing until it has rights of its own', async () => {
    const made = await bench.ask('POST', '/access/users/auditor@pve/token/sep', { as: 'root' })
    const token = `auditor@pve!sep=${(made.data as { value: string }).value}`
    expect((await bench.ask('GET', '/cluster/status', { as: token })).status).toBe(403)
    await bench.ask('PUT', '/access/acl', {
      as: 'root',
      form: { path: '/', roles: 'PVEAuditor', tokens: 'auditor@pve!sep' },
    })
    expect((await bench.ask('GET', '/cluster/status', { as: token })).status).toBe(200)
  })

  it('does not know the privileges of the other version', async () => {
    const reply = await bench.ask('POST', '/access/roles', { as: 'root', form: { roleid: 'Old', privs: 'VM.Monitor' } })
    expect(reply.body.errors).toEqual({ privs: "invalid format - invalid privilege 'VM.Monitor'\n" })
  })
})
