import { readFileSync } from 'node:fs'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../../tools/start-simulator.ts'
import { matchPassThrough } from './services/pass-through.ts'
import { environmentOf, eventually, guestsOf, startSteward, type TestSteward } from './testing/steward.ts'

let simulator: Simulator
let steward: TestSteward
const cluster = 'cluster'
beforeAll(async () => {
  simulator = await startSimulator(['--speed', '50'])
  const tokenFile = join(mkdtempSync(join(tmpdir(), 'steward-token-')), 'token')
  writeFileSync(tokenFile, simulator.readingToken)
  steward = await startSteward(environmentOf(simulator, tokenFile))
})
afterAll(async () => {
  await steward.end()
  await simulator.stop()
})

const post = (headers: Record<string, string>) =>
  steward.app.inject({ method: 'POST', url: '/api/session/sign-out', headers })

describe('a foreign page', () => {
  test('cannot write: own header, origin and fetch metadata are checked', async () => {
    expect((await post({})).json()).toMatchObject({ code: 'origin-refused' })
    expect((await post({ 'x-steward': '1', origin: 'https://evil.example' })).statusCode).toBe(403)
    expect((await post({ 'x-steward': '1', 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
    expect((await post({ 'x-steward': '1', 'sec-fetch-site': 'same-site' })).statusCode).toBe(403)
    expect((await post({ 'x-steward': '1', host: 'steward.lan', origin: 'http://steward.lan' })).statusCode).toBe(200)
    expect((await post({ 'x-steward': '1', origin: 'null' })).statusCode).toBe(403)
  })

  test.each(['/%61pi/session/sign-out', '/api/%73ession/sign-out', '/api/session/sign-out?x=/'])(
    'finds no other spelling of an address that is less well guarded: %s',
    async (url) => {
      expect((await steward.app.inject({ method: 'POST', url })).json()).toMatchObject({ code: 'origin-refused' })
      const answer = await steward.app.inject({ method: 'GET', url: '/%61pi/session' })
      expect(answer.headers['cache-control']).toBe('no-store')
    },
  )

  test('cannot open the event stream', async () => {
    const response = await steward.app.inject({
      method: 'GET',
      url: `/api/clusters/${cluster}/live`,
      headers: { origin: 'https://evil.example' },
    })
    expect(response.statusCode).toBe(403)
  })

  test('finds no framing, no inline script and no caching of answers', async () => {
    const response = await steward.app.inject({ method: 'GET', url: '/api/session' })
    expect(response.headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(response.headers['content-security-policy']).not.toContain('unsafe')
    expect(response.headers['cache-control']).toBe('no-store')
    expect(response.headers['x-content-type-options']).toBe('nosniff')
  })
})

describe('the pass-through', () => {
  test.each([
    'nodes/alder/../../access/users',
    'nodes/alder%2f..%2f..%2faccess/status',
    'nodes/%2e%2e/status',
    'nodes/alder;x/status',
    'nodes/alder/qemu/100/config%00',
    'nodes/alder/qemu/0/config',
    'nodes/alder/vm/100/config',
    'nodes/alder/qemu/100/agent/file-read',
    'nodes/alder/qemu/100/cloudinit/dump',
    'access/users',
    'access/permissions',
    'nodes/alder/tasks/UPID:x/log',
    'nodes/alder/storage/..%2f..%2f/content',
    '%',
    '',
  ])('refuses %s', (path) => {
    expect(matchPassThrough(path)).toBeNull()
  })

  test('takes the paths that it is for', () => {
    expect(matchPassThrough('nodes/alder/lxc/102/config')).toMatchObject({
      name: 'guestConfig',
      params: { node: 'alder', kind: 'lxc', vmid: 102 },
    })
    const upid = 'UPID:pve1:000001A1:000535CC:6B030319:qmshutdown:104:root@pam!full:'
    expect(matchPassThrough(`nodes/pve1/tasks/${encodeURIComponent(upid)}/log`)).toMatchObject({
      name: 'taskLog',
      params: { upid },
    })
  })

  test('refuses parameters that are not on the list, and repeated ones', async () => {
    const root = steward.browser()
    await root.signIn(cluster)
    expect((await root.get(`/api/clusters/${cluster}/pve/nodes/alder/status?command=reboot`)).status).toBe(400)
    expect((await root.get(`/api/clusters/${cluster}/pve/nodes/alder/tasks?limit=1&limit=2`)).status).toBe(400)
    expect((await root.get(`/api/clusters/${cluster}/pve/access/users`)).status).toBe(404)
  })

  test('only reads', async () => {
    const response = await steward.app.inject({
      method: 'POST',
      url: `/api/clusters/${cluster}/pve/nodes/alder/status`,
      headers: { 'x-steward': '1' },
    })
    expect(response.statusCode).toBe(404)
  })
})

describe('secrets', () => {
  test('are in no log, no answer and no file in the clear', async () => {
    const root = steward.browser()
    await root.signIn(cluster)
    await root.refusal('signIn', { body: { cluster, username: 'root', realm: 'pam', password: 'canary-password-1' } })
    await eventually(async () => (await guestsOf(root, cluster)).length > 5, 'guests')
    const secret = simulator.readingToken.split('=')[1] ?? 'none'
    const answers = JSON.stringify([
      await root.call('listConnections'),
      await root.call('readSession'),
      await root.call('listAudit'),
      await root.call('checkPermissions', { params: { cluster }, query: { of: 'reader' } }),
    ])
    const file = Buffer.concat([
      readFileSync(join(steward.dataDir, 'steward.db')),
      readFileSync(join(steward.dataDir, 'steward.db-wal')),
    ]).toString('latin1')
    const sid = root.cookie().split('=')[1] ?? 'none'
    for (const [where, text] of Object.entries({ log: steward.log(), answers, file })) {
      for (const canary of [secret, 'canary-password-1', 'steward-demo', 'PVE:root@pam:', sid])
        expect(text.includes(canary), `${canary} in ${where}`).toBe(false)
    }
  })
})

test('bad input names the field and changes nothing', async () => {
  const root = steward.browser()
  const refusal = await root.refusal('signIn', { body: { cluster: '../x', username: '', realm: 'pam', password: 'x' } })
  expect(refusal).toMatchObject({ status: 400, code: 'bad-input' })
  expect(Object.keys(refusal.fields ?? {})).toEqual(expect.arrayContaining(['cluster', 'username']))
})
