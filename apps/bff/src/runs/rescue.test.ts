import { afterEach, describe, expect, test } from 'vitest'
import { eventually, guestsOf } from '../testing/steward.ts'
import { cluster, openWorld, params, pressKey, type RunWorld } from './testing.ts'

let world: RunWorld
afterEach(() => world.end())

const stateOf = async (vmid: number) => (await guestsOf(world.root, cluster)).find((row) => row.vmid === vmid)?.state

describe('a shutdown that hangs', () => {
  test('is overruled and the guest proved off, in one call', async () => {
    world = await openWorld('hung-shutdown')
    const run = await world.run('guest-rescue', { vmid: 101, after: 'off' })
    expect(run.steps.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'look-again done',
      'overrule done',
      'stays-off done',
    ])
    expect(run).toMatchObject({ state: 'succeeded', impact: { data: 'unsaved-work' } })
    expect(run.next).toMatchObject([{ runbook: 'guest-agent' }])
  })

  test('that is a restart is ended first, because PVE overrules only shutdowns', async () => {
    world = await openWorld('hung-shutdown')
    const run = await world.run('guest-rescue', { vmid: 102, after: 'start' })
    expect(run.steps.map((step) => step.id)).toEqual(['look-again', 'end-task', 'stop', 'stays-off', 'start', 'agent'])
    expect(run.state).toBe('succeeded')
    // Its agent is dead, which is said and hinders nothing.
    expect(run.steps.at(-1)).toMatchObject({ state: 'done', problem: { key: 'rescue.agent-silent' } })
  })

  test('of a container is rescued alike', async () => {
    world = await openWorld('hung-shutdown')
    expect((await world.run('guest-rescue', { vmid: 104, after: 'off' })).state).toBe('succeeded')
  })

  test('of somebody else needs Sys.Modify on the node, and the plan gives the line that grants it', async () => {
    world = await openWorld('hung-shutdown')
    const other = world.steward.browser()
    await other.signIn(cluster, 'auditor@pve')
    const plan = await world.plan('guest-rescue', { vmid: 101, after: 'off' }, other)
    expect(plan.missing.map((need) => need.privilege)).toEqual(['VM.PowerMgmt', 'Sys.Modify'])
    expect(plan.blocked).toBe(true)
  })

  test('is not rescued where nothing waits', async () => {
    world = await openWorld('hung-shutdown')
    const plan = await world.plan('guest-rescue', { vmid: 105, after: 'off' })
    expect(plan).toMatchObject({ blocked: true, steps: [] })
  })

  test('that Steward itself asked for gives way to its rescue', async () => {
    world = await openWorld('home-lab')
    const guest = (await guestsOf(world.root, cluster)).find((row) => row.kind === 'qemu' && row.state === 'running')
    const vmid = guest?.vmid ?? 0
    await world.simulator.event('guest-set', { vmid, behaviour: 'ignores-acpi', agent: 'dead' })
    const { id: shutdown } = await world.start('guest-power', { vmid, action: 'shutdown' })
    await eventually(async () => (await world.read(shutdown)).steps[0]?.upid, 'the shutdown to wait')
    const rescue = await world.run('guest-rescue', { vmid, after: 'off' })
    expect(rescue.state).toBe('succeeded')
    const ended = await world.read(shutdown)
    expect(ended).toMatchObject({ state: 'cancelled', problem: { key: 'engine.overtaken', params: { id: rescue.id } } })
    await eventually(async () => (await stateOf(vmid)) === 'stopped', 'the picture to show it')
  })
})

describe('a left-over lock', () => {
  test('is cleared with the proof made again and a ticket of root, and the guest is free', async () => {
    world = await openWorld('stale-locks')
    const run = await world.run('guest-clear-lock', { vmid: 101 })
    expect(run).toMatchObject({ state: 'succeeded' })
    expect(run.steps[0]?.act).toMatchObject({
      method: 'PUT',
      parameters: { delete: 'lock', skiplock: '1' },
      asRoot: true,
    })
  })

  test('whose backup lives is refused, and the owner is named', async () => {
    world = await openWorld('stale-locks')
    const plan = await world.plan('guest-clear-lock', { vmid: 102 })
    expect(plan.blocked).toBe(true)
    expect(plan.checks.find((check) => check.id === 'owner')).toMatchObject({
      level: 'block',
      says: { key: 'lock.held', params: { type: 'vzdump' } },
    })
  })

  test.each([
    [103, 'half-made'],
    [106, 'lock'],
    [110, 'half-made'],
    [111, 'lock'],
  ])('of %i is not one: %s stands against it', async (vmid, check) => {
    world = await openWorld('stale-locks')
    const plan = await world.plan('guest-clear-lock', { vmid })
    expect(plan.checks.filter(({ level }) => level === 'block').map(({ id }) => id)).toContain(check)
  })

  test('of a container waits for a person in the shell, and goes on when the lock is gone', async () => {
    world = await openWorld('stale-locks')
    const { id, plan } = await world.start('guest-clear-lock', { vmid: 108 })
    expect(plan.steps[0]?.act).toEqual({ kind: 'shell', node: 'attic', command: 'pct unlock 108', by: 'hand' })
    await eventually(async () => (await world.read(id)).pausedFor === 'person', 'the run to wait for a person')
    await world.simulator.event('guest-set', { vmid: 108, lock: null })
    const run = await world.settled(id)
    expect(run).toMatchObject({ state: 'succeeded', steps: [{ id: 'clear', state: 'done' }] })
    // Waiting is no news: it is written down once, not at each look.
    expect(run.log.filter((line) => line.text === 'paused-person')).toHaveLength(1)
  })

  test('asks whoever is not root to sign in as root, for this run only', async () => {
    world = await openWorld('stale-locks')
    const lena = world.steward.browser()
    await lena.signIn(cluster, 'lena@pve')
    const input = { vmid: 101 }
    const plan = await world.plan('guest-clear-lock', input, lena)
    expect(plan.needsRoot).toBe(true)
    const body = { runbook: 'guest-clear-lock', input, hash: plan.hash, key: pressKey() }
    const { id } = await lena.call('startRun', { params, body })
    await eventually(async () => (await world.read(id)).pausedFor === 'root-sign-in', 'the run to ask for root')
    const run = { ...params, run: String(id) }
    const wrong = await lena.refusal('signInForRun', { params: run, body: { password: 'wrong' } })
    expect(wrong.code).toBe('sign-in-refused')
    expect((await world.root.refusal('signInForRun', { params: run, body: { password: 'steward-demo' } })).code).toBe(
      'run-decision-late',
    )
    await lena.call('signInForRun', { params: run, body: { password: 'steward-demo' } })
    expect((await world.settled(id)).state).toBe('succeeded')
    expect(world.steward.log()).not.toContain('steward-demo')
  })
})
