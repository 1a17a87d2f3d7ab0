import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../../tools/start-simulator.ts'
import {
  environmentOf,
  eventually,
  factsOf,
  guestsOf,
  startSteward,
  type Browser,
  type TestSteward,
} from './testing/steward.ts'

let simulator: Simulator
let steward: TestSteward
let root: Browser
const cluster = 'cluster'

/** Moves PVE's time and Steward's together, as it passes in a cluster. */
async function pass(seconds: number) {
  await simulator.advance(seconds)
  steward.clock.jump(seconds)
}
const requests = async () => (await simulator.ask<{ total: number }>('/requests')).total
const nodeRow = async (name: string) =>
  (await root.call('listNodes', { params: { cluster } })).rows.find((row) => row.name === name)

beforeEach(() => setUp('50'))

/** `speed` shortens what PVE waits for: time-outs, and the five minutes until its figures expire. */
async function setUp(speed: string) {
  simulator = await startSimulator(['--speed', speed])
  const tokenFile = join(mkdtempSync(join(tmpdir(), 'steward-token-')), 'token')
  writeFileSync(tokenFile, simulator.readingToken)
  steward = await startSteward(environmentOf(simulator, tokenFile))
  root = steward.browser()
  await root.signIn(cluster)
  await eventually(async () => (await guestsOf(root, cluster)).length > 5, 'the first reading')
}
async function tearDown() {
  await steward.end()
  await simulator.stop()
}
afterEach(tearDown)

describe('when PVE is away', () => {
  test('the last known values stay with their age, and it is asked politely', async () => {
    for (const node of simulator.nodes) await simulator.event('node-power-off', { node: node.name })
    await pass(6)
    const facts = await eventually(
      async () => (await factsOf(root, cluster)).connection.state === 'away' && (await factsOf(root, cluster)),
      'away',
    )
    expect(facts.connection).toMatchObject({ state: 'away' })
    expect((await guestsOf(root, cluster)).length).toBeGreaterThan(5)
    const lines = steward.log().split('\n').length
    const before = await requests()
    for (let minute = 0; minute < 10; minute += 1) {
      await pass(60)
      await new Promise((done) => setTimeout(done, 150))
    }
    expect((await requests()) - before).toBeLessThan(40)
    expect(steward.log().split('\n').length - lines).toBeLessThan(20)
    for (const node of simulator.nodes) await simulator.event('node-power-on', { node: node.name })
    await pass(200)
    await eventually(async () => (await factsOf(root, cluster)).connection.state === 'connected', 'the return')
  })

  test('a lost node’s guests are unknown at once, although PVE calls them running for five minutes', async () => {
    await simulator.event('node-power-off', { node: 'cedar' })
    await pass(15)
    await eventually(async () => (await nodeRow('cedar'))?.state === 'offline', 'cedar to be offline')
    const guests = (await guestsOf(root, cluster)).filter((row) => row.node === 'cedar')
    expect(guests.length).toBeGreaterThan(0)
    expect(guests.every((row) => row.state === 'unknown' && row.unknown === 'node-offline' && row.name !== null)).toBe(
      true,
    )
    expect((await factsOf(root, cluster)).quorum).toMatchObject({ state: 'quorate', present: 2, needed: 2, mayFail: 0 })
  })

  test('a statistics daemon that stands still is told long before PVE says "unknown"', async () => {
    await tearDown()
    await setUp('1')
    await simulator.event('pvestatd-stop', { node: 'birch' })
    for (let step = 0; step < 7; step += 1) {
      await pass(10)
      await new Promise((done) => setTimeout(done, 200))
    }
    await eventually(async () => (await nodeRow('birch'))?.stalledSince, 'birch to be stalled')
    expect((await nodeRow('birch'))?.state).toBe('online')
  })
})

test('a changed certificate stops the reading and asks again', async () => {
  await simulator.event('certificate-renew', { node: simulator.nodes[0]?.name })
  await pass(10)
  const facts = await eventually(
    async () =>
      (await factsOf(root, cluster)).connection.state === 'certificate-changed' && (await factsOf(root, cluster)),
    'the change to be seen',
  )
  if (facts.connection.state !== 'certificate-changed') throw new Error('unreachable')
  expect(facts.connection.pinned).toBe(simulator.nodes[0]?.fingerprint)
  expect(facts.connection.seen).not.toBe(facts.connection.pinned)
  const before = await requests()
  await pass(60)
  await new Promise((done) => setTimeout(done, 300))
  expect(await requests()).toBe(before)
  const node = simulator.nodes[0]
  await root.call('repinEndpoint', {
    params: { cluster },
    body: { host: node?.host ?? '', port: node?.port ?? 0, fingerprint: facts.connection.seen },
  })
  await eventually(async () => (await factsOf(root, cluster)).connection.state === 'connected', 'the reading to go on')
})

test('the code from the terminal confirms a changed certificate, and nothing else is changed with it', async () => {
  const node = simulator.nodes[0]
  const address = { host: node?.host ?? '', port: node?.port ?? 0 }
  await simulator.event('certificate-renew', { node: node?.name })
  await pass(10)
  const terminal = steward.browser()
  await terminal.call('useTerminalCode', { body: { code: steward.terminal.current() } })
  const state = await eventually(async () => {
    const [connection] = await terminal.call('listConnections')
    return connection?.state.state === 'certificate-changed' && connection.state
  }, 'the change to be seen')
  const params = { cluster }
  const refused = [
    terminal.refusal('probeAddress', { body: { address: `${address.host}:${address.port}` } }),
    terminal.refusal('createConnection', { body: { ...address, trust: state.seen } }),
    terminal.refusal('updateConnection', { params, body: { name: 'mine' } }),
    terminal.refusal('updateConnection', { params, body: { endpoints: [{ node: null, ...address }] } }),
    terminal.refusal('readWithSignIn', { params }),
    terminal.refusal('planReader', { params }),
    terminal.refusal('makeReader', { params, body: { username: 'root', realm: 'pam', password: 'steward-demo' } }),
    terminal.refusal('pasteToken', { params, body: { token: simulator.readingToken } }),
    terminal.refusal('planRemoval', { params }),
    terminal.refusal('removeConnection', { params, body: { removeReader: false } }),
    terminal.refusal('listAudit'),
    terminal.refusal('checkPermissions', { params, query: { of: 'reader' } }),
  ]
  expect((await Promise.all(refused)).map(({ code }) => code)).toEqual(refused.map(() => 'forbidden'))
  expect((await terminal.call('readSession')).session).toMatchObject({ admin: false, administers: [] })
  await terminal.call('repinEndpoint', { params, body: { ...address, fingerprint: state.seen } })
  await eventually(async () => (await factsOf(root, cluster)).connection.state === 'connected', 'the reading to go on')
  expect((await root.call('listAudit'))[0]).toMatchObject({
    user: 'terminal',
    action: 'certificate-confirmed',
    cluster,
  })
})

test('when each reads with their own sign-in, the refused sign-in tells of the changed certificate', async () => {
  await root.call('readWithSignIn', { params: { cluster } })
  await simulator.event('certificate-renew', { node: simulator.nodes[0]?.name })
  // A connection that is open already does not show the new certificate.
  await steward.end(true)
  steward = await startSteward({}, steward.dataDir)
  expect(
    (
      await steward.browser().refusal('signIn', {
        body: { cluster, username: 'root', realm: 'pam', password: 'steward-demo' },
      })
    ).code,
  ).toBe('certificate-changed')
  const terminal = steward.browser()
  await terminal.call('useTerminalCode', { body: { code: steward.terminal.current() } })
  const state = (await terminal.call('listConnections'))[0]?.state
  if (state?.state !== 'certificate-changed') throw new Error(`the connection is ${state?.state}`)
  const node = simulator.nodes[0]
  const body = { host: node?.host ?? '', port: node?.port ?? 0, fingerprint: state.seen }
  await terminal.call('repinEndpoint', { params: { cluster }, body })
  await steward.browser().signIn(cluster)
})

test('a revoked token is one clear message and no storm of tries', async () => {
  await simulator.event('token-revoke', { token: simulator.readingToken.split('=')[0] })
  await pass(12)
  await eventually(async () => (await factsOf(root, cluster)).connection.state === 'token-refused', 'the refusal')
  const before = await requests()
  for (let minute = 0; minute < 5; minute += 1) {
    await pass(60)
    await new Promise((done) => setTimeout(done, 150))
  }
  expect((await requests()) - before).toBeLessThan(12)
})

describe('a storage that hangs', () => {
  test('is asked once: the node rests until its own figures move again', async () => {
    const storages = (await root.call('listStorages', { params: { cluster } })).rows
    const storage = storages.find((row) => row.node === 'alder' && row.shared)
    await simulator.event('storage-hang', { storage: storage?.storage })
    const path = `/api/clusters/${cluster}/pve/nodes/alder/storage/${storage?.storage}/content`
    const first = await root.get(path)
    expect([502, 504]).toContain(first.status)
    const hung = await requests()
    const second = await root.get(path)
    expect(second.status).toBe(503)
    expect(JSON.parse(second.text).code).toBe('pve-resting')
    // Other slow calls to that node rest too: each would eat another of its three workers.
    expect((await root.get(`/api/clusters/${cluster}/pve/nodes/alder/services`)).status).toBe(503)
    expect(await requests()).toBeLessThan(hung + 10)
    await simulator.event('storage-recover', { storage: storage?.storage })
    await pass(40)
    await eventually(async () => (await root.get(path)).status === 200, 'the node to be asked again')
  })
})

describe('garbage from PVE', () => {
  test.each(['half', 'huge', 'not-json', 'html', 'reset'])('%s: an error on that part only', async (kind) => {
    await eventually(async () => (await root.call('listTasks', { params: { cluster } })).rows.length > 0, 'tasks')
    await simulator.event('garbage', { kind, path: '/cluster/tasks' })
    await pass(12)
    const facts = await eventually(
      async () =>
        (await factsOf(root, cluster)).parts.find((part) => part.part === 'tasks')?.error &&
        (await factsOf(root, cluster)),
      'the error',
    )
    expect(facts.connection.state).toBe('connected')
    expect(facts.parts.find((part) => part.part === 'resources')?.error).toBeNull()
    expect((await root.call('listTasks', { params: { cluster } })).rows.length).toBeGreaterThan(0)
  })
})
