import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventually, guestsOf } from '../testing/steward.ts'
import { cluster, openWorld, params, pressKey, type RunWorld } from './testing.ts'

let world: RunWorld
beforeEach(async () => {
  world = await openWorld('home-lab')
})
afterEach(() => world.end())

const guestThat = async (kind: string, state: string) => {
  const guest = (await guestsOf(world.root, cluster)).find(
    (row) => row.kind === kind && row.state === state && !row.template && row.lock === null && row.ha === null,
  )
  if (!guest) throw new Error(`no ${kind} guest is ${state}`)
  return guest
}

test('a guest is started by a run: planned, done, proved, logged and audited', async () => {
  const { vmid, node } = await guestThat('qemu', 'stopped')
  const { plan, id } = await world.start('guest-power', { vmid, action: 'start' })
  expect(plan.blocked).toBe(false)
  expect(plan.steps[0]?.act).toMatchObject({ method: 'POST', path: `/nodes/${node}/qemu/${vmid}/status/start` })
  const run = await world.settled(id)
  expect(run).toMatchObject({ state: 'succeeded', stepsDone: 1 })
  expect(run.steps[0]?.upid).toContain('qmstart')
  expect(run.log.map((line) => line.kind)).toEqual(expect.arrayContaining(['call', 'answer', 'task', 'state']))
  const audit = await eventually(
    async () => (await world.root.call('listAudit')).find((row) => row.action === 'run-guest-power'),
    'the audit row',
  )
  expect(audit).toMatchObject({ user: 'root@pam', outcome: 'done' })
  expect(audit.calls[0]).toMatchObject({ method: 'POST', status: 200 })
})

test('pressing twice makes one run, and a second run on the guest is refused', async () => {
  const { vmid } = await guestThat('qemu', 'running')
  const wanted = { runbook: 'guest-power', input: { vmid, action: 'stop' } }
  const plan = await world.root.call('planRun', { params, body: wanted })
  const body = { ...wanted, hash: plan.hash, key: pressKey() }
  const [one, two] = await Promise.all([
    world.root.call('startRun', { params, body }),
    world.root.call('startRun', { params, body }),
  ])
  expect(two.id).toBe(one.id)
  const late = await world.root.refusal('startRun', { params, body: { ...body, key: pressKey() } })
  expect(['run-busy', 'run-plan-changed', 'run-blocked']).toContain(late.code)
  await world.settled(one.id)
  expect((await world.root.call('listRuns', { params })).filter((row) => row.subject.id === String(vmid))).toHaveLength(
    1,
  )
})

test('without the right the plan names it and nothing is started', async () => {
  const { vmid } = await guestThat('qemu', 'running')
  const auditor = world.steward.browser()
  await auditor.signIn(cluster, 'auditor@pve')
  const wanted = { runbook: 'guest-power', input: { vmid, action: 'stop' } }
  const plan = await auditor.call('planRun', { params, body: wanted })
  expect(plan.missing).toMatchObject([{ path: `/vms/${vmid}`, privilege: 'VM.PowerMgmt' }])
  expect(plan.missing[0]?.command).toContain('pveum')
  const refused = await auditor.refusal('startRun', { params, body: { ...wanted, hash: plan.hash, key: pressKey() } })
  expect(refused.code).toBe('run-blocked')
})

test('a freeze stops the next write and lets it go on when it is lifted', async () => {
  const { vmid } = await guestThat('qemu', 'stopped')
  await world.root.call('changeFreeze', { params, body: { frozen: true, reason: 'holidays' } })
  const wanted = { runbook: 'guest-power', input: { vmid, action: 'start' } }
  const plan = await world.root.call('planRun', { params, body: wanted })
  const refused = await world.root.refusal('startRun', {
    params,
    body: { ...wanted, hash: plan.hash, key: pressKey() },
  })
  expect(refused.code).toBe('frozen')
  expect((await world.root.call('readCluster', { params })).freeze).toMatchObject({
    reason: 'holidays',
    by: 'root@pam',
  })
  await world.root.call('changeFreeze', { params, body: { frozen: false } })
  const { id } = await world.root.call('startRun', { params, body: { ...wanted, hash: plan.hash, key: pressKey() } })
  expect((await world.settled(id)).state).toBe('succeeded')
})

test('after a restart a run waits for its person, and then goes on from what PVE says', async () => {
  const { vmid } = await guestThat('qemu', 'running')
  await world.simulator.event('guest-set', { vmid, behaviour: 'ignores-acpi', agent: 'dead' })
  const { id } = await world.start('guest-power', { vmid, action: 'shutdown' })
  await eventually(async () => (await world.read(id)).steps[0]?.upid, 'the shutdown to wait')
  await world.restart()
  const terminal = await world.root.refusal('readRun', { params: { ...params, run: String(id) } })
  expect(terminal.code).toBe('signed-out')
  await world.root.signIn(cluster)
  const run = await world.settled(id)
  expect(run).toMatchObject({ state: 'failed', steps: [{ words: 'VM quit/powerdown failed - got timeout' }] })
  expect(run.log.filter((line) => line.kind === 'call')).toHaveLength(1)
  expect(run.log.map((line) => line.text)).toContain('paused-sign-in')
})

test('many guests are started together, each as its own run, and what cannot is named', async () => {
  const off = (await guestsOf(world.root, cluster)).filter((row) => row.state === 'stopped' && row.lock === null)
  expect(off.length).toBeGreaterThan(1)
  const input = {
    runs: off.map(({ vmid }) => ({ runbook: 'guest-power', input: { vmid, action: 'start' } })),
    perNode: 2,
  }
  const { plan, id } = await world.start('many', input)
  const templates = off.filter((row) => row.template)
  expect(plan.steps).toHaveLength(off.length - templates.length)
  const run = await world.settled(id)
  expect(run.runs).toHaveLength(plan.steps.length)
  expect(run.runs.every((part) => part.endedAt !== null)).toBe(true)
  expect(['succeeded', 'partly']).toContain(run.state)
  expect((await world.root.call('listRuns', { params })).filter((row) => row.parent !== null)).toEqual([])
})

test('a change that has succeeded can be taken back, and says what waits for a restart', async () => {
  const { vmid, node } = await guestThat('qemu', 'running')
  const before = await world.root.get(`/api/clusters/${cluster}/pve/nodes/${node}/qemu/${vmid}/config`)
  const run = await world.run('guest-config', { vmid, set: { description: 'for a while', memory: '3072' } })
  expect(run).toMatchObject({ state: 'succeeded', may: { undo: true } })
  expect(run.steps[0]?.problem).toMatchObject({ key: 'config.waits', params: { keys: 'memory' } })
  await world.root.call('decideRun', { params: { ...params, run: String(run.id) }, body: { what: 'undo' } })
  const back = await eventually(async () => {
    const reply = await world.read(run.id)
    return reply.state === 'undone' ? reply : null
  }, 'the way back')
  expect(back).toMatchObject({ state: 'undone', may: { undo: false } })
  const after = await world.root.get(`/api/clusters/${cluster}/pve/nodes/${node}/qemu/${vmid}/config`)
  expect(after.text).not.toContain('for a while')
  expect(before.text).not.toContain('for a while')
})

test('a shutdown that failed offers what may help next', async () => {
  const { vmid } = await guestThat('qemu', 'running')
  await world.simulator.event('guest-set', { vmid, behaviour: 'ignores-acpi', agent: 'dead' })
  const run = await world.run('guest-power', { vmid, action: 'shutdown' })
  expect(run).toMatchObject({ state: 'failed', next: [{ runbook: 'guest-power', input: { vmid, action: 'stop' } }] })
})
