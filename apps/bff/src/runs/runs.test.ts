import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../../../../tools/start-simulator.ts'
import {
  environmentOf,
  eventually,
  guestsOf,
  startSteward,
  type Browser,
  type TestSteward,
} from '../testing/steward.ts'

let simulator: Simulator
let steward: TestSteward
let env: Record<string, string>
let root: Browser
const cluster = 'cluster'

beforeEach(async () => {
  simulator = await startSimulator(['--speed', '20', '--scenario', 'home-lab'])
  const tokenFile = join(mkdtempSync(join(tmpdir(), 'steward-token-')), 'token')
  writeFileSync(tokenFile, simulator.readingToken)
  env = environmentOf(simulator, tokenFile)
  steward = await startSteward(env)
  root = steward.browser()
  await root.signIn(cluster)
  await eventually(async () => (await guestsOf(root, cluster)).length > 0, 'the first reading')
})
afterEach(async () => {
  await steward.end()
  await simulator.stop()
})

const params = { cluster }
let pressed = 0
const key = () => `press-${(pressed += 1).toString().padStart(6, '0')}`

async function start(browser: Browser, runbook: string, input: unknown, more: object = {}) {
  const plan = await browser.call('planRun', { params, body: { runbook, input } })
  const { id } = await browser.call('startRun', {
    params,
    body: { runbook, input, hash: plan.hash, key: key(), ...more },
  })
  return { plan, id }
}
const read = (browser: Browser, id: number) => browser.call('readRun', { params: { cluster, run: String(id) } })
const settled = (browser: Browser, id: number) =>
  eventually(async () => {
    const run = await read(browser, id)
    return run.endedAt !== null || run.state === 'needs-attention' ? run : null
  }, `run ${id} to settle`)
const guestThat = async (kind: string, state: string) => {
  const guest = (await guestsOf(root, cluster)).find(
    (row) => row.kind === kind && row.state === state && !row.template && row.lock === null && row.ha === null,
  )
  if (!guest) throw new Error(`no ${kind} guest is ${state}`)
  return guest
}

test('a guest is started by a run: planned, done, proved, logged and audited', async () => {
  const { vmid, node } = await guestThat('qemu', 'stopped')
  const { plan, id } = await start(root, 'guest-power', { vmid, action: 'start' })
  expect(plan.blocked).toBe(false)
  expect(plan.steps[0]?.act).toMatchObject({ method: 'POST', path: `/nodes/${node}/qemu/${vmid}/status/start` })
  const run = await settled(root, id)
  expect(run).toMatchObject({ state: 'succeeded', stepsDone: 1 })
  expect(run.steps[0]?.upid).toContain('qmstart')
  expect(run.log.map((line) => line.kind)).toEqual(expect.arrayContaining(['call', 'answer', 'task', 'state']))
  const audit = await eventually(
    async () => (await root.call('listAudit')).find((row) => row.action === 'run-guest-power'),
    'the audit row',
  )
  expect(audit).toMatchObject({ user: 'root@pam', outcome: 'done' })
  expect(audit.calls[0]).toMatchObject({ method: 'POST', status: 200 })
})

test('pressing twice makes one run, and a second run on the guest is refused', async () => {
  const { vmid } = await guestThat('qemu', 'running')
  const wanted = { runbook: 'guest-power', input: { vmid, action: 'stop' } }
  const plan = await root.call('planRun', { params, body: wanted })
  const body = { ...wanted, hash: plan.hash, key: key() }
  const [one, two] = await Promise.all([
    root.call('startRun', { params, body }),
    root.call('startRun', { params, body }),
  ])
  expect(two.id).toBe(one.id)
  const late = await root.refusal('startRun', { params, body: { ...body, key: key() } })
  expect(['run-busy', 'run-plan-changed', 'run-blocked']).toContain(late.code)
  await settled(root, one.id)
  expect((await root.call('listRuns', { params })).filter((row) => row.subject.id === String(vmid))).toHaveLength(1)
})

test('without the right the plan names it and nothing is started', async () => {
  const { vmid } = await guestThat('qemu', 'running')
  const auditor = steward.browser()
  await auditor.signIn(cluster, 'auditor@pve')
  const wanted = { runbook: 'guest-power', input: { vmid, action: 'stop' } }
  const plan = await auditor.call('planRun', { params, body: wanted })
  expect(plan.missing).toMatchObject([{ path: `/vms/${vmid}`, privilege: 'VM.PowerMgmt' }])
  expect(plan.missing[0]?.command).toContain('pveum')
  const refused = await auditor.refusal('startRun', { params, body: { ...wanted, hash: plan.hash, key: key() } })
  expect(refused.code).toBe('run-blocked')
})

test('a freeze stops the next write and lets it go on when it is lifted', async () => {
  const { vmid } = await guestThat('qemu', 'stopped')
  await root.call('changeFreeze', { params, body: { frozen: true, reason: 'holidays' } })
  const wanted = { runbook: 'guest-power', input: { vmid, action: 'start' } }
  const plan = await root.call('planRun', { params, body: wanted })
  const refused = await root.refusal('startRun', { params, body: { ...wanted, hash: plan.hash, key: key() } })
  expect(refused.code).toBe('frozen')
  expect((await root.call('readCluster', { params })).freeze).toMatchObject({ reason: 'holidays', by: 'root@pam' })
  await root.call('changeFreeze', { params, body: { frozen: false } })
  const { id } = await root.call('startRun', { params, body: { ...wanted, hash: plan.hash, key: key() } })
  expect((await settled(root, id)).state).toBe('succeeded')
})

test('after a restart a run waits for its person, and then goes on from what PVE says', async () => {
  const { vmid } = await guestThat('qemu', 'running')
  await simulator.event('guest-ignores-acpi', { vmid }).catch(() => undefined)
  const { id } = await start(root, 'guest-power', { vmid, action: 'shutdown' })
  await steward.end(true)
  steward = await startSteward(env, steward.dataDir)
  root = steward.browser()
  await root.signIn(cluster)
  const run = await settled(root, id)
  expect(['succeeded', 'failed']).toContain(run.state)
  expect(run.log.filter((line) => line.kind === 'call').length).toBeLessThanOrEqual(1)
})

test('many guests are started together, each as its own run, and what cannot is named', async () => {
  const off = (await guestsOf(root, cluster)).filter((row) => row.state === 'stopped' && row.lock === null)
  expect(off.length).toBeGreaterThan(1)
  const input = {
    runs: off.map(({ vmid }) => ({ runbook: 'guest-power', input: { vmid, action: 'start' } })),
    perNode: 2,
  }
  const { plan, id } = await start(root, 'many', input)
  const templates = off.filter((row) => row.template)
  expect(plan.steps).toHaveLength(off.length - templates.length)
  const run = await settled(root, id)
  expect(run.runs).toHaveLength(plan.steps.length)
  expect(run.runs.every((part) => part.endedAt !== null)).toBe(true)
  expect(['succeeded', 'partly']).toContain(run.state)
  expect((await root.call('listRuns', { params })).filter((row) => row.parent !== null)).toEqual([])
})
