import { createHmac } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApi, createTransport, signIn, type RawCall } from '@steward/pve-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../../tools/start-simulator.ts'
import { environmentOf, eventually, factsOf, guestsOf, startSteward, type TestSteward } from './testing/steward.ts'

let simulator: Simulator
let env: Record<string, string>
let steward: TestSteward
const cluster = 'cluster'

beforeAll(async () => {
  simulator = await startSimulator(['--speed', '50'])
  const tokenFile = join(mkdtempSync(join(tmpdir(), 'steward-token-')), 'token')
  writeFileSync(tokenFile, `${simulator.readingToken}\n`)
  env = environmentOf(simulator, tokenFile)
  steward = await startSteward(env)
  const root = steward.browser()
  await root.signIn(cluster)
  await eventually(async () => (await guestsOf(root, cluster)).length > 5, 'the first reading')
})
afterAll(async () => {
  await steward.end()
  await simulator.stop()
})

const account = (username: string) => {
  const found = simulator.accounts.find((item) => item.username === username)
  if (!found) throw new Error(username)
  return found
}

describe('sign-in', () => {
  test('with an environment connection no set-up code is asked', async () => {
    expect((await steward.browser().call('readSession')).setup).toBe('done')
  })

  test('realms that anybody may ask for do not make PVE work each time', async () => {
    const total = async () => (await simulator.ask<{ log: { path: string }[] }>('/requests')).log
    const domains = async () => (await total()).filter(({ path }) => path.endsWith('/access/domains')).length
    const before = await domains()
    for (let tries = 0; tries < 20; tries += 1)
      expect((await steward.browser().call('listRealms', { params: { cluster } })).length).toBeGreaterThan(1)
    expect((await domains()) - before).toBe(1)
  })

  test('a wrong password gets PVE’s own words, and no session', async () => {
    const browser = steward.browser()
    const refusal = await browser.refusal('signIn', {
      body: { cluster, username: 'root', realm: 'pam', password: 'wrong' },
    })
    expect(refusal).toMatchObject({
      status: 401,
      code: 'sign-in-refused',
      pve: { status: 401, message: 'authentication failure' },
    })
    expect((await browser.call('readSession')).session).toBeNull()
  })

  test('a second factor by TOTP, and a mistyped digit does not cost the password step', async () => {
    const browser = steward.browser()
    const asked = await browser.signIn(cluster, 'otto@pve')
    expect(asked).toMatchObject({ kind: 'second-factor', methods: expect.arrayContaining(['totp', 'recovery']) })
    const { challenge } = asked as { challenge: string }
    expect(
      (await browser.refusal('answerSecondFactor', { body: { challenge, method: 'totp', response: '000000' } })).code,
    ).toBe('second-factor-refused')
    const state = await simulator.ask<{ now: number }>('/state')
    const done = await browser.call('answerSecondFactor', {
      body: { challenge, method: 'totp', response: totp(account('otto@pve').totpSecret ?? '', state.now) },
    })
    expect(done).toMatchObject({ kind: 'signed-in', session: { user: 'otto@pve' } })
  })

  test('a recovery code works once', async () => {
    const [code = ''] = account('otto@pve').recoveryCodes ?? []
    const attempt = async () => {
      const browser = steward.browser()
      const { challenge } = (await browser.signIn(cluster, 'otto@pve')) as { challenge: string }
      return browser.call('answerSecondFactor', { body: { challenge, method: 'recovery', response: code } })
    }
    expect(await attempt()).toMatchObject({ kind: 'signed-in' })
    await expect(attempt()).rejects.toThrow('second-factor-refused')
  })

  test('the session id changes at sign-in, and the old one is worth nothing', async () => {
    const browser = steward.browser()
    await browser.signIn(cluster)
    const before = browser.cookie()
    await browser.signIn(cluster, 'lena@pve')
    expect(browser.cookie()).not.toBe(before)
    expect((await steward.browser(before).refusal('listGuests', { params: { cluster } })).code).toBe('signed-out')
  })

  test('sign out everywhere ends the other sessions of this user and of nobody else', async () => {
    const [here, there, other] = [steward.browser(), steward.browser(), steward.browser()]
    await here.signIn(cluster, 'auditor@pve')
    await there.signIn(cluster, 'auditor@pve')
    await other.signIn(cluster, 'mia@pve')
    expect((await here.call('readSession')).otherSessions).toBe(1)
    await here.call('signOutEverywhere')
    expect((await there.call('readSession')).session).toBeNull()
    expect((await other.call('readSession')).session?.user).toBe('mia@pve')
  })

  test('more sessions of one user than the limit end the oldest', async () => {
    const browsers = []
    for (let count = 0; count < 14; count += 1) {
      const browser = steward.browser()
      await browser.signIn(cluster, 'lena@pve')
      browsers.push(browser)
      steward.clock.jump(1)
    }
    expect((await browsers[0]?.call('readSession'))?.session).toBeNull()
    expect((await browsers.at(-1)?.call('readSession'))?.session?.user).toBe('lena@pve')
  })
})

describe('tickets', () => {
  test('are renewed before they end, so that an open page goes on reading in its own name', async () => {
    const lena = steward.browser()
    await lena.signIn(cluster, 'lena@pve')
    const own = `/api/clusters/${cluster}/pve/cluster/ha/status/current`
    expect((await lena.get(own)).status).toBe(200)
    // Three hours in steps, as they pass for a page that stays open; PVE's tickets live for two.
    for (let step = 0; step < 9; step += 1) {
      await simulator.advance(1200)
      steward.clock.jump(1200)
      await lena.call('readSession')
      await steward.keepAlive()
    }
    expect((await lena.call('readSession')).session?.mode).toBe('signed-in')
    expect((await lena.get(own)).status).toBe(200)
  })

  test('that nobody renewed end, and the session is then only known', async () => {
    const lena = steward.browser()
    await lena.signIn(cluster, 'lena@pve')
    await simulator.advance(3 * 3600)
    steward.clock.jump(3 * 3600)
    await steward.keepAlive()
    expect((await lena.call('readSession')).session).toMatchObject({ mode: 'known', readOnly: true })
    expect((await guestsOf(lena, cluster)).length).toBeGreaterThan(5)
  })
})

describe('whose eyes', () => {
  test('people see what their own PVE rights let them see', async () => {
    const [root, mia, nobody] = [steward.browser(), steward.browser(), steward.browser()]
    await root.signIn(cluster)
    await mia.signIn(cluster, 'mia@pve')
    await nobody.signIn(cluster, 'nobody@pve')
    const all = await guestsOf(root, cluster)
    const some = await guestsOf(mia, cluster)
    expect(all.length).toBeGreaterThan(10)
    expect(some).toHaveLength(2)
    expect(await guestsOf(nobody, cluster)).toEqual([])
    const nodes = (await mia.call('listNodes', { params: { cluster } })).rows
    expect(nodes.map((node) => node.state)).toEqual(['online', 'online', 'online'])
    expect(nodes.every((node) => node.cpu === null && node.unknown === 'no-right' && node.address === null)).toBe(true)
    expect((await factsOf(mia, cluster)).quorum).toMatchObject({ state: 'unknown', unknown: 'no-right', votes: [] })
    expect((await mia.call('listTasks', { params: { cluster } })).rows.every((task) => task.user === 'mia@pve')).toBe(
      true,
    )
    expect((await mia.call('listStorages', { params: { cluster } })).rows).toEqual([])
  })

  test('what PVE guards more closely is read with the person’s own ticket', async () => {
    const [root, mia] = [steward.browser(), steward.browser()]
    await root.signIn(cluster)
    await mia.signIn(cluster, 'mia@pve')
    const foreign = (await guestsOf(root, cluster)).find(
      (row) => row.state === 'running' && !['101', '102'].includes(row.id),
    )
    const path = `/api/clusters/${cluster}/pve/nodes/${foreign?.node}/${foreign?.kind}/${foreign?.vmid}/status/current`
    expect((await root.get(path)).status).toBe(200)
    const refused = await mia.get(path)
    expect(refused.status).toBe(403)
    expect(JSON.parse(refused.text)).toMatchObject({ code: 'pve-refused', pve: { status: 403 } })
  })

  test('settings need Sys.Modify on /', async () => {
    const auditor = steward.browser()
    await auditor.signIn(cluster, 'auditor@pve')
    expect((await auditor.call('readSession')).session?.admin).toBe(false)
    for (const name of ['listConnections', 'listAudit'] as const)
      expect((await auditor.refusal(name)).code).toBe('forbidden')
    expect(
      (await auditor.refusal('removeConnection', { params: { cluster }, body: { removeReader: false } })).code,
    ).toBe('forbidden')
  })

  test('one’s own rights can be looked at, with the lines that would widen them', async () => {
    const mia = steward.browser()
    await mia.signIn(cluster, 'mia@pve')
    const check = await mia.call('checkPermissions', { params: { cluster }, query: { of: 'me' } })
    expect(check.features.find((item) => item.feature === 'guests')?.state).toBe('partly')
    expect(check.features.find((item) => item.feature === 'cluster')).toMatchObject({
      state: 'off',
      commands: ['pveum acl modify / --users mia@pve --roles PVEAuditor'],
    })
  })
})

describe('scripts', () => {
  const ask = (token: string, path = `/api/clusters/${cluster}/guests`) =>
    steward.app.inject({ method: 'GET', url: path, headers: { authorization: `PVEAPIToken=${token}` } })

  test('read the picture with a PVE token, and see what the token may see', async () => {
    const reply = await ask(simulator.readingToken)
    expect(reply.statusCode).toBe(200)
    expect(reply.json().rows.length).toBeGreaterThan(10)
    expect((await ask(simulator.readingToken, `/api/clusters/${cluster}`)).json().quorum.state).toBe('quorate')
  })

  test('with a wrong token are refused, and ask PVE once a minute at most', async () => {
    const wrong = 'steward@pve!reading=01234567-89ab-cdef-0123-456789abcdef'
    expect((await ask(wrong)).json().code).toBe('signed-out')
    const refused = async () =>
      (await simulator.ask<{ log: { status: number }[] }>('/requests')).log.filter((entry) => entry.status === 401)
        .length
    const before = await refused()
    for (let tries = 0; tries < 5; tries += 1) expect((await ask(wrong)).statusCode).toBe(401)
    expect(await refused()).toBe(before)
  })

  test('cannot write, read through or change settings', async () => {
    expect((await ask(simulator.readingToken, `/api/clusters/${cluster}/pve/cluster/options`)).statusCode).toBe(401)
    expect((await ask(simulator.readingToken, '/api/connections')).statusCode).toBe(401)
  })
})

describe('what an open page goes on seeing', () => {
  /** Reads a live stream until it ends; answers what it said. */
  async function listen(cookie: string) {
    const stream = await fetch(`${url}/api/clusters/${cluster}/live`, { headers: { cookie } })
    const reader = stream.body?.getReader()
    const ended = (async () => {
      let said = ''
      for (;;) {
        const chunk = await reader?.read()
        if (!chunk || chunk.done) return said
        said += Buffer.from(chunk.value).toString()
      }
    })()
    return { status: stream.status, ended, leave: () => reader?.cancel() }
  }
  let url = ''
  beforeAll(async () => {
    url = await steward.app.listen({ host: '127.0.0.1', port: 0 })
  })

  test('rights that change end the streams that were opened with them', async () => {
    const lena = steward.browser()
    await lena.signIn(cluster, 'lena@pve')
    const before = (await guestsOf(lena, cluster)).length
    const stream = await listen(lena.cookie())
    expect(stream.status).toBe(200)
    await asRoot({ method: 'PUT', path: '/access/acl', args: { path: '/vms', users: 'lena@pve', roles: 'NoAccess' } })
    steward.clock.jump(6 * 60)
    await lena.call('readSession')
    await steward.keepAlive()
    expect(await stream.ended).toContain('"hello"')
    expect((await guestsOf(lena, cluster)).length).toBeLessThan(before)
    await asRoot({
      method: 'PUT',
      path: '/access/acl',
      args: { path: '/vms', users: 'lena@pve', roles: 'NoAccess', delete: 1 },
    })
  })

  test('one session has a bounded number of streams', async () => {
    const root = steward.browser()
    await root.signIn(cluster)
    const streams = []
    for (let count = 0; count < 25; count += 1) streams.push(await listen(root.cookie()))
    expect(streams.map((stream) => stream.status)).toEqual([...Array.from({ length: 24 }, () => 200), 429])
    await root.call('signOut')
    await Promise.all(streams.map((stream) => stream.ended))
  })

  async function asRoot(call: RawCall) {
    const node = simulator.nodes[0]
    if (!node) throw new Error('no node')
    const transport = createTransport({ endpoints: [node] })
    const ticket = await signIn(transport, { username: 'root', realm: 'pam', password: 'steward-demo' })
    if (ticket.kind !== 'ticket') throw new Error(ticket.kind)
    await createApi(transport, ticket.auth).callRaw(call)
    await transport.close()
  }
})

describe('after a restart', () => {
  test('a known session sees the last known facts read-only, with its own eyes, while PVE signs nobody in', async () => {
    const lost = await startSimulator(['--speed', '50'])
    const tokenFile = join(mkdtempSync(join(tmpdir(), 'steward-token-')), 'token')
    writeFileSync(tokenFile, lost.readingToken)
    const lostEnv = environmentOf(lost, tokenFile)
    const first = await startSteward(lostEnv)
    const mia = first.browser()
    await mia.signIn(cluster, 'mia@pve')
    await eventually(async () => (await guestsOf(mia, cluster)).length === 2, 'the first reading')
    // Used for half a day before the restart: it is the last use that counts, not the sign-in.
    first.clock.jump(11 * 3600)
    await mia.call('readSession')
    await first.keepAlive()
    const cookie = mia.cookie()
    await first.end(true)

    await lost.stop()
    const second = await startSteward(lostEnv, first.dataDir)
    second.clock.jump(13 * 3600)
    const again = second.browser(cookie)
    expect((await again.call('readSession')).session).toMatchObject({ user: 'mia@pve', mode: 'known', readOnly: true })
    expect((await guestsOf(again, cluster)).map((row) => row.name)).toHaveLength(2)
    expect((await again.get(`/api/clusters/${cluster}/pve/cluster/options`)).status).toBe(401)
    const away = await eventually(
      async () => (await factsOf(again, cluster)).connection.state === 'away' && (await factsOf(again, cluster)),
      'the connection to be away',
    )
    expect(away.parts.find((part) => part.part === 'resources')?.readAt).toBeGreaterThan(0)

    const terminal = second.browser()
    expect((await terminal.refusal('useTerminalCode', { body: { code: 'AAAA-AAAA-AAAA' } })).code).toBe(
      'terminal-code-wrong',
    )
    const code = second.terminal.current()
    await terminal.call('useTerminalCode', { body: { code } })
    expect((await terminal.call('readSession')).session).toMatchObject({
      mode: 'terminal',
      readOnly: true,
      admin: false,
    })
    expect((await guestsOf(terminal, cluster)).length).toBeGreaterThan(10)
    expect((await second.browser().refusal('useTerminalCode', { body: { code } })).code).toBe('terminal-code-wrong')
    await second.end()
  })
})

/** RFC 6238 with SHA-1, six digits and 30 seconds, from a base32 secret. */
function totp(secret: string, at: number): string {
  const bits = secret
    .split('')
    .map((char) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(char).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
