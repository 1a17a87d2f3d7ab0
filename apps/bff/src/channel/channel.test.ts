import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ChannelNode } from '@steward/contracts'
import { cluster, openWorld, params, type RunWorld } from '../runs/testing.ts'
import { eventually } from '../testing/steward.ts'

let world: RunWorld
beforeEach(async () => {
  world = await openWorld('stale-locks')
})
afterEach(() => world.end())

const at = (node: string) => ({ params: { cluster, node } })
const nodeOf = (reply: { nodes: ChannelNode[] }, name: string) =>
  reply.nodes.find((one) => one.node === name) ?? expect.fail(`no node ${name}`)
const portOf = (node: string) => world.simulator.nodes.find((one) => one.name === node)?.sshPort ?? 0

async function setUp(node: string, port = portOf(node)): Promise<ChannelNode> {
  const seen = nodeOf(await world.root.call('setUpChannel', { ...at(node), body: { host: '127.0.0.1', port } }), node)
  return seen
}
async function prove(node: string): Promise<ChannelNode> {
  const { seenHostKey } = await setUp(node)
  await world.root.call('confirmHostKey', { ...at(node), body: { fingerprint: seenHostKey ?? '' } })
  return nodeOf(await world.root.call('proveChannel', at(node)), node)
}

describe('setting it up', () => {
  test('shows the commands with a key that is made once, and keeps the private part', async () => {
    const first = await world.root.call('readChannel', { params })
    expect(first.publicKey).toMatch(/^ssh-ed25519 [A-Za-z0-9+/=]+ steward$/)
    expect(first.install).toContain(first.publicKey)
    expect(first.nodes.map(({ node, state }) => [node, state])).toEqual([
      ['attic', 'off'],
      ['cellar', 'off'],
    ])
    await world.restart()
    await world.root.signIn(cluster)
    const again = await world.root.call('readChannel', { params })
    expect(again.publicKey).toBe(first.publicKey)
    expect(JSON.stringify(again)).not.toContain('PRIVATE KEY')
    expect(world.steward.log()).not.toContain('PRIVATE KEY')
    for (const file of readdirSync(world.steward.dataDir))
      expect(readFileSync(join(world.steward.dataDir, file), 'latin1'), file).not.toContain('PRIVATE KEY')
  })

  test('goes from the shown key over its confirmation to the proof, and every step is audited', async () => {
    const shown = await setUp('attic')
    expect(shown).toMatchObject({ state: 'unconfirmed', hostKey: null, problem: null })
    expect((await world.root.refusal('proveChannel', at('attic'))).code).toBe('channel-unconfirmed')
    const wrong = { fingerprint: `SHA256:${'A'.repeat(43)}` }
    expect((await world.root.refusal('confirmHostKey', { ...at('attic'), body: wrong })).code).toBe('host-key-changed')
    const proven = await prove('attic')
    expect(proven.probes.filter((probe) => !probe.ok)).toEqual([])
    expect(proven).toMatchObject({ state: 'proven', hostKey: shown.seenHostKey, seenHostKey: null })
    expect(proven.provenAt).not.toBeNull()
    const actions = (await world.root.call('listAudit', { query: {} })).map((row) => `${row.action} ${row.outcome}`)
    expect(actions).toEqual(
      expect.arrayContaining(['channel-set-up done', 'channel-host-key done', 'channel-proof done']),
    )
    await world.root.call('removeChannel', at('attic'))
    expect(nodeOf(await world.root.call('readChannel', { params }), 'attic').state).toBe('off')
  })

  test('needs the right to change settings, a node that is one, and an address that may be asked', async () => {
    const auditor = world.steward.browser()
    await auditor.signIn(cluster, 'auditor@pve')
    expect((await auditor.refusal('readChannel', { params })).code).toBe('forbidden')
    const body = { host: '127.0.0.1', port: portOf('attic') }
    expect((await auditor.refusal('setUpChannel', { ...at('attic'), body })).code).toBe('forbidden')
    expect((await world.steward.browser().refusal('proveChannel', at('attic'))).code).toBe('signed-out')
    expect((await world.root.refusal('setUpChannel', { ...at('nowhere'), body })).code).toBe('not-found')
    const cloud = { host: '169.254.169.254', port: 22 }
    expect((await world.root.refusal('setUpChannel', { ...at('attic'), body: cloud })).code).toBe('address-refused')
    expect((await world.root.refusal('proveChannel', at('attic'))).code).toBe('channel-unknown')
  })

  test('tells when nothing answers, and proves nothing', async () => {
    expect((await setUp('attic', 1)).problem).toMatch(/^unreachable: /)
    await prove('attic')
    await world.simulator.event('node-power-off', { node: 'attic' })
    expect((await world.root.refusal('proveChannel', at('attic'))).code).toBe('channel-away')
    expect(nodeOf(await world.root.call('readChannel', { params }), 'attic')).toMatchObject({
      state: 'unproven',
      provenAt: null,
    })
  })

  test('a key that changed refuses everything until a person has confirmed it and the proof was made again', async () => {
    await prove('attic')
    await world.simulator.event('ssh-host-key-renew', { node: 'attic' })
    expect((await world.root.refusal('proveChannel', at('attic'))).code).toBe('host-key-changed')
    const changed = nodeOf(await world.root.call('readChannel', { params }), 'attic')
    expect(changed.state).toBe('host-key-changed')
    expect(changed.seenHostKey).not.toBe(changed.hostKey)
    const body = { fingerprint: changed.seenHostKey ?? '' }
    const confirmed = nodeOf(await world.root.call('confirmHostKey', { ...at('attic'), body }), 'attic')
    expect(confirmed).toMatchObject({ state: 'unproven', hostKey: changed.seenHostKey })
  })
})

describe('a run', () => {
  const input = { vmid: 108 }

  test('clears a container’s lock over a proven channel, as its plan says, and is audited with the command', async () => {
    await prove('attic')
    const { id, plan } = await world.start('guest-clear-lock', input)
    const act = { kind: 'shell', node: 'attic', command: 'pct unlock 108', by: 'ssh' }
    expect(plan.steps[0]?.act).toEqual(act)
    const run = await world.settled(id)
    expect(run).toMatchObject({ state: 'succeeded', steps: [{ act }] })
    const sent = run.log.filter((line) => line.kind === 'call' || line.kind === 'answer').map((line) => line.text)
    expect(sent).toEqual(['SHELL attic pct unlock 108', '0'])
    const row = (await world.root.call('listAudit', { query: {} })).find((one) => one.action === 'run-guest-clear-lock')
    expect(row?.calls).toEqual([
      { method: 'SHELL', path: 'attic', parameters: { command: 'pct unlock 108' }, status: 0, result: '' },
    ])
  })

  test('unmounts a container over it', async () => {
    await prove('attic')
    expect((await world.run('guest-clear-lock', { vmid: 109 })).state).toBe('succeeded')
  })

  test('goes by hand on a node without a channel, and for whoever is not root@pam', async () => {
    await prove('cellar')
    expect((await world.plan('guest-clear-lock', input)).steps[0]?.act).toMatchObject({ by: 'hand' })
    await prove('attic')
    const lena = world.steward.browser()
    await lena.signIn(cluster, 'lena@pve')
    const plan = await world.plan('guest-clear-lock', input, lena)
    expect(plan.steps[0]?.act).toMatchObject({ by: 'hand' })
  })

  test('goes by hand again when the dispatcher on the node is of another release', async () => {
    await prove('attic')
    const database = new SQLite(join(world.steward.dataDir, 'steward.db'))
    database.prepare("update channels set proven_digest = 'another'").run()
    database.close()
    expect(nodeOf(await world.root.call('readChannel', { params }), 'attic').state).toBe('outdated')
    expect((await world.plan('guest-clear-lock', input)).steps[0]?.act).toMatchObject({ by: 'hand' })
  })

  test('falls back to a person when the node shows another key, sends nothing, and goes on when it is done', async () => {
    await prove('attic')
    await world.simulator.event('ssh-host-key-renew', { node: 'attic' })
    const { id, plan } = await world.start('guest-clear-lock', input)
    expect(plan.steps[0]?.act).toMatchObject({ by: 'ssh' })
    await eventually(async () => (await world.read(id)).pausedFor === 'person', 'the run to wait for a person')
    const run = await world.read(id)
    expect(run.steps[0]?.act).toMatchObject({ by: 'hand', command: 'pct unlock 108' })
    await world.simulator.event('guest-set', { vmid: 108, lock: null })
    expect((await world.settled(id)).state).toBe('succeeded')
  })

  test('whose command the node refuses ends with the node’s words, and nothing is changed', async () => {
    await prove('attic')
    await world.simulator.event('guest-cleanup-wait', { vmid: 108, seconds: 3000 })
    const refused = await world.run('guest-clear-lock', input)
    expect(refused.state).toBe('failed')
    expect(refused.steps[0]?.words).toContain("can't lock file '/run/lock/lxc/pve-config-108.lock' - got timeout")
  })

  test('by a plan that was made before the channel was proven, stays with the person', async () => {
    const { id } = await world.start('guest-clear-lock', input)
    await eventually(async () => (await world.read(id)).pausedFor === 'person', 'the run to wait for a person')
    await prove('attic')
    expect((await world.read(id)).steps[0]?.act).toMatchObject({ by: 'hand' })
    await world.simulator.event('guest-set', { vmid: 108, lock: null })
    expect((await world.settled(id)).state).toBe('succeeded')
  })
})
