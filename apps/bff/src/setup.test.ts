import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../../tools/start-simulator.ts'
import { eventually, guestsOf, startSteward, type Browser, type TestSteward } from './testing/steward.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator(['--speed', '50'])
})
afterAll(() => simulator.stop())

async function unlocked(): Promise<{ steward: TestSteward; browser: Browser; cluster: string }> {
  const steward = await startSteward()
  const browser = steward.browser()
  await browser.call('unlockSetup', { body: { code: steward.door.code()?.toLowerCase().replaceAll('-', ' ') ?? '' } })
  const node = simulator.nodes[0]
  if (!node) throw new Error('no node')
  const probe = await browser.call('probeAddress', { body: { address: `https://${node.host}:${node.port}/` } })
  expect(probe.certificate).toMatchObject({ fingerprint: node.fingerprint, trusted: false })
  expect(probe.certificate.validTo).toBeGreaterThan(probe.certificate.validFrom)
  const connection = await browser.call('createConnection', {
    body: { host: probe.host, port: probe.port, trust: probe.certificate.fingerprint },
  })
  return { steward, browser, cluster: connection.id }
}

describe('first start', () => {
  test('nothing works without the code from the terminal', async () => {
    const steward = await startSteward()
    const browser = steward.browser()
    expect((await browser.call('readSession')).setup).toBe('needed')
    expect((await browser.refusal('probeAddress', { body: { address: '127.0.0.1' } })).code).toBe('signed-out')
    expect((await browser.refusal('unlockSetup', { body: { code: 'AAAA-AAAA-AAAA' } })).code).toBe('setup-code-wrong')
    await steward.end()
  })

  test('a reading token is made with audit rights only, each call shown before and audited after', async () => {
    const { steward, browser, cluster } = await unlocked()
    const plan = await browser.call('planReader', { params: { cluster } })
    expect(plan.map((call) => call.purpose)).toEqual([
      'create-role',
      'create-user',
      'grant-user',
      'create-token',
      'grant-token',
    ])
    expect(JSON.stringify(plan)).not.toMatch(/Modify|Allocate|PowerMgmt|Unrestricted/)
    const made = await browser.call('makeReader', {
      params: { cluster },
      body: { username: 'root', realm: 'pam', password: 'steward-demo' },
    })
    expect(made.ok, JSON.stringify(made.results)).toBe(true)
    expect(made.results.map((result) => result.call.path)).toEqual(plan.map((call) => call.path))
    expect(made.check?.features.find((feature) => feature.feature === 'guests')?.state).toBe('on')
    expect(made.check?.features.find((feature) => feature.feature === 'updates')).toMatchObject({ state: 'off' })

    const admin = steward.browser()
    expect(
      (await admin.refusal('createConnection', { body: { host: '127.0.0.1', port: 1, trust: 'system' } })).code,
    ).toBe('signed-out')
    await admin.signIn(cluster)
    const rows = await eventually(
      async () => (await guestsOf(admin, cluster)).length > 5 && (await guestsOf(admin, cluster)),
      'guests',
    )
    expect(rows.some((row) => row.state === 'running')).toBe(true)
    const audit = await admin.call('listAudit')
    const entry = audit.find((row) => row.action === 'reader-made')
    expect(entry).toMatchObject({ user: 'root@pam', outcome: 'done', cluster })
    expect(entry?.calls).toHaveLength(5)

    // The password, the ticket and the token's secret are nowhere to be found.
    const removal = await admin.call('planRemoval', { params: { cluster } })
    expect(removal.map((call) => call.purpose)).toEqual(['remove-token', 'remove-user', 'remove-role'])
    const removed = await admin.call('removeConnection', { params: { cluster }, body: { removeReader: true } })
    expect(removed, JSON.stringify(removed)).toMatchObject({ ok: true })
    expect(removed.results.map((result) => result.outcome)).toEqual(['done', 'done', 'done'])
    const after = await admin.call('readSession')
    expect(after).toMatchObject({ setup: 'needed', session: null })
    expect(steward.log()).not.toContain('steward-demo')
    // Whoever set it up the first time is not let in again: a new code is told in the log.
    expect((await browser.call('readSession')).setup).toBe('needed')
    expect(steward.log()).toContain(steward.door.code() ?? 'no code')
    await steward.end()
  })

  test('a wrong admin password makes nothing', async () => {
    const { steward, browser, cluster } = await unlocked()
    expect(
      (
        await browser.refusal('makeReader', {
          params: { cluster },
          body: { username: 'root', realm: 'pam', password: 'wrong' },
        })
      ).code,
    ).toBe('sign-in-refused')
    await steward.end()
  })

  test('an admin without the right to make users stops at the first refusal and says which', async () => {
    const { steward, browser, cluster } = await unlocked()
    const made = await browser.call('makeReader', {
      params: { cluster },
      body: { username: 'auditor', realm: 'pve', password: 'steward-demo' },
    })
    expect(made.ok).toBe(false)
    expect(made.results.map((result) => result.outcome)).toEqual([
      'failed',
      'not-tried',
      'not-tried',
      'not-tried',
      'not-tried',
    ])
    expect(made.results[0]?.message).toContain('Permission check failed')
    await steward.end()
  })

  test('a pasted token is proved before it is kept', async () => {
    const { steward, browser, cluster } = await unlocked()
    expect((await browser.refusal('pasteToken', { params: { cluster }, body: { token: 'not a token' } })).code).toBe(
      'token-malformed',
    )
    const wrong = 'steward@pve!reading=01234567-89ab-cdef-0123-456789abcdef'
    expect((await browser.refusal('pasteToken', { params: { cluster }, body: { token: wrong } })).code).toBe(
      'token-refused',
    )
    const check = await browser.call('pasteToken', {
      params: { cluster },
      body: { token: `PVEAPIToken=${simulator.readingToken}` },
    })
    expect(check).toMatchObject({ identity: simulator.readingToken.split('=')[0], separatedWithoutAcl: false })
    expect((await browser.call('readSession')).setup).toBe('done')
    expect((await browser.refusal('unlockSetup', { body: { code: 'AAAA-AAAA-AAAA' } })).code).toBe('setup-done')
    await steward.end()
  })

  test('just sign in: each person reads with their own ticket and is seen by nobody else', async () => {
    const { steward, browser, cluster } = await unlocked()
    await browser.call('readWithSignIn', { params: { cluster } })
    const mia = steward.browser()
    await mia.signIn(cluster, 'mia@pve')
    const own = await eventually(
      async () => (await guestsOf(mia, cluster)).length > 0 && (await guestsOf(mia, cluster)),
      "mia's guests",
    )
    expect(own).toHaveLength(2)
    const root = steward.browser()
    await root.signIn(cluster)
    await eventually(async () => (await guestsOf(root, cluster)).length > 5, "root's guests")
    expect(await guestsOf(mia, cluster)).toHaveLength(2)
    await mia.call('signOut')
    expect((await mia.refusal('listGuests', { params: { cluster } })).code).toBe('signed-out')
    await steward.end()
  })

  test('the same node is not connected twice', async () => {
    const { steward, browser, cluster } = await unlocked()
    await browser.call('pasteToken', { params: { cluster }, body: { token: simulator.readingToken } })
    const admin = steward.browser()
    await admin.signIn(cluster)
    const node = simulator.nodes[0]
    expect((await admin.refusal('probeAddress', { body: { address: `${node?.host}:${node?.port}` } })).code).toBe(
      'cluster-known',
    )
    await steward.end()
  })

  test('an address that is none is refused before it is stored, so that Steward starts again', async () => {
    const { steward, browser, cluster } = await unlocked()
    for (const host of ['a b', 'https://pve', 'pve:8006', 'pve/x', '../x', ''])
      expect(
        (
          await browser.refusal('updateConnection', {
            params: { cluster },
            body: { endpoints: [{ node: null, host, port: 8006 }] },
          })
        ).status,
        host,
      ).toBe(400)
    expect(
      (await browser.refusal('createConnection', { body: { host: 'a b', port: 8006, trust: 'system' } })).code,
    ).toBe('address-invalid')
    await steward.end(true)
    const again = await startSteward({}, steward.dataDir)
    await again.end()
  })

  test('an address that is none, one that is refused, and one where nothing answers', async () => {
    const { steward, browser } = await unlocked()
    expect((await browser.refusal('probeAddress', { body: { address: 'http://127.0.0.1:8006' } })).code).toBe(
      'address-invalid',
    )
    expect((await browser.refusal('probeAddress', { body: { address: '169.254.169.254' } })).code).toBe(
      'address-refused',
    )
    expect((await browser.refusal('probeAddress', { body: { address: '127.0.0.1:9' } })).code).toBe('pve-away')
    await steward.end()
  })
})

test('whoever administers only the second cluster sees and mends only that one', async () => {
  const { steward, browser, cluster } = await unlocked()
  await browser.call('pasteToken', { params: { cluster }, body: { token: simulator.readingToken } })
  const other = await startSimulator(['--speed', '50'])
  const node = other.nodes[0]
  const address = { host: node?.host ?? '', port: node?.port ?? 0 }
  const first = steward.browser()
  await first.signIn(cluster)
  const second = await first.call('createConnection', {
    body: { ...address, trust: node?.fingerprint ?? '', name: 'second' },
  })
  expect((await first.call('listConnections')).map(({ id }) => id)).toEqual([cluster, second.id])
  await first.call('pasteToken', { params: { cluster: second.id }, body: { token: other.readingToken } })
  expect((await first.call('listConnections')).map(({ id }) => id)).toEqual([cluster])

  const admin = steward.browser()
  await admin.signIn(second.id)
  expect((await admin.call('readSession')).session).toMatchObject({ admin: false, administers: [second.id] })
  expect((await admin.call('listConnections')).map(({ id }) => id)).toEqual([second.id])
  const body = { ...address, fingerprint: node?.fingerprint ?? '' }
  await admin.call('repinEndpoint', { params: { cluster: second.id }, body })
  expect((await admin.refusal('repinEndpoint', { params: { cluster }, body })).code).toBe('forbidden')
  expect((await first.refusal('repinEndpoint', { params: { cluster: second.id }, body })).code).toBe('forbidden')

  const mia = steward.browser()
  await mia.signIn(second.id, 'mia@pve')
  expect((await mia.refusal('listConnections')).code).toBe('forbidden')
  await steward.end()
  await other.stop()
})
