import { newStep, type RunRecord } from '@steward/runbooks'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../store/database.ts'
import { runStore } from '../store/runs.ts'
import { eventually, guestsOf, testClock } from '../testing/steward.ts'
import { createRootTickets } from './root-tickets.ts'
import { cluster, openWorld, params, pressKey, type RunWorld } from './testing.ts'

let world: RunWorld
beforeEach(async () => {
  world = await openWorld('home-lab')
})
afterEach(() => world.end())

const runningGuest = async (): Promise<number> => {
  const guest = (await guestsOf(world.root, cluster)).find((row) => row.kind === 'qemu' && row.state === 'running')
  if (!guest) throw new Error('no guest is running')
  return guest.vmid
}

const at = (id: number) => ({ ...params, run: String(id) })
const decide = (id: number, what: 'retry' | 'take-over' | 'give-up' | 'cancel', browser = world.root) =>
  browser.call('decideRun', { params: at(id), body: { what } })

const stopsOf = async (vmid: number): Promise<number> => {
  const { tasks } = await world.simulator.ask<{ tasks: { type: string; id: string }[] }>('/world')
  return tasks.filter((task) => task.type === 'qmstop' && task.id === String(vmid)).length
}

/** A run whose only write is in doubt, as a process that ended has left it. */
async function leaveInDoubt(vmid: number, more: Partial<RunRecord> = {}): Promise<number> {
  const { plan, id } = await world.start('guest-power', { vmid, action: 'start' })
  await world.settled(id)
  const database = await openDatabase(world.steward.dataDir)
  try {
    const store = runStore(database)
    const facts = (await store.find(cluster, id))?.record.facts ?? null
    const created = await store.create({
      record: {
        cluster,
        runbook: 'guest-power',
        input: { vmid, action: 'stop' },
        facts,
        user: 'root@pam',
        address: '127.0.0.1',
        key: pressKey(),
        state: 'needs-attention',
        pausedFor: null,
        problem: { key: 'engine.doubt' },
        cancelling: false,
        undoing: false,
        startedAt: 1,
        endedAt: null,
        parent: null,
        steps: [{ ...newStep('stop'), state: 'failed', tries: 2 }],
        ...more,
      },
      plan,
    })
    await store.note(created.id, 1, 'root@pam', { step: null, kind: 'call', text: 'POST /nodes/x/qemu/1/status/stop' })
    await store.note(created.id, 1, 'root@pam', { step: null, kind: 'answer', text: '– no answer' })
    return created.id
  } finally {
    await database.destroy()
  }
}

test('whoever takes a run over that needs a person has sent nothing by that', async () => {
  const vmid = await runningGuest()
  const id = await leaveInDoubt(vmid)
  const lena = world.steward.browser()
  await lena.signIn(cluster, 'lena@pve')
  await decide(id, 'take-over', lena)
  for (let round = 0; round < 3; round += 1) {
    world.steward.clock.jump(10)
    await new Promise((done) => setTimeout(done, 150))
  }
  expect(await world.read(id)).toMatchObject({ state: 'needs-attention', user: 'lena@pve' })
  expect(await stopsOf(vmid)).toBe(0)
})

test('trying again from two windows at once sends it once', async () => {
  const vmid = await runningGuest()
  const id = await leaveInDoubt(vmid)
  const both = await Promise.allSettled([decide(id, 'retry'), decide(id, 'retry')])
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await world.settled(id)).state).toBe('succeeded')
  expect(await stopsOf(vmid)).toBe(1)
})

test('a run that is given up leaves its calls in the audit log, and its guest is free', async () => {
  const vmid = await runningGuest()
  const id = await leaveInDoubt(vmid)
  await decide(id, 'give-up')
  const audit = (await world.root.call('listAudit')).find((row) => row.detail.startsWith(`R-${id} `))
  expect(audit).toMatchObject({ action: 'run-guest-power', outcome: 'refused', calls: [{ method: 'POST' }] })
  expect((await world.run('guest-power', { vmid, action: 'stop' })).state).toBe('succeeded')
})

test('cancelling a run of many stops parts that wait, so that it ends', async () => {
  const running = (await guestsOf(world.root, cluster)).filter(
    (row) => row.kind === 'qemu' && row.state === 'running' && row.lock === null && row.ha === null,
  )
  const runs = running.slice(0, 2).map(({ vmid }) => ({ runbook: 'guest-power', input: { vmid, action: 'stop' } }))
  const plan = await world.plan('many', { runs })
  const body = {
    runbook: 'many',
    input: { runs },
    hash: plan.hash,
    key: pressKey(),
    confirm: plan.confirm ?? undefined,
  }
  const started = world.root.call('startRun', { params, body })
  const { id } = await started
  await world.root.call('changeFreeze', { params, body: { frozen: true, reason: 'wait' } })
  await decide(id, 'cancel')
  const run = await world.settled(id)
  expect(run.state).toBe('cancelled')
  expect(run.runs.every((part) => part.endedAt !== null)).toBe(true)
  await eventually(
    async () => (await world.root.call('listAudit')).find((row) => row.action === 'run-many'),
    'the audit row of the run of many',
  )
})

test('the same request is answered the same during a freeze', async () => {
  const vmid = await runningGuest()
  const wanted = { runbook: 'guest-power', input: { vmid, action: 'stop' } }
  const plan = await world.plan(wanted.runbook, wanted.input)
  const body = { ...wanted, hash: plan.hash, key: pressKey() }
  const { id } = await world.root.call('startRun', { params, body })
  await world.root.call('changeFreeze', { params, body: { frozen: true } })
  expect(await world.root.call('startRun', { params, body })).toEqual({ id })
})

test('a guest that somebody may not see is to them like one that is not there', async () => {
  const mia = world.steward.browser()
  await mia.signIn(cluster, 'mia@pve')
  const seen = new Set((await guestsOf(mia, cluster)).map((row) => row.vmid))
  const hidden = (await guestsOf(world.root, cluster)).find((row) => !seen.has(row.vmid))
  if (!hidden) throw new Error('mia sees every guest')
  const planOf = async (vmid: number) => {
    const {
      title: _title,
      hash: _hash,
      subject: _subject,
      missing: _missing,
      ...plan
    } = await world.plan('guest-power', { vmid, action: 'stop' }, mia)
    return plan
  }
  expect(await planOf(hidden.vmid)).toEqual(await planOf(987_654))
})

test('root’s password cannot be guessed through a run', async () => {
  const codes = new Set<string>()
  for (let guess = 0; guess < 14; guess += 1)
    codes.add((await world.root.refusal('signInForRun', { params: at(1), body: { password: `guess${guess}` } })).code)
  expect(codes).toContain('too-many-requests')
})

test('root’s ticket is for the run of the one who gave it, and for two hours', () => {
  const clock = testClock()
  const roots = createRootTickets(clock)
  const auth = { kind: 'ticket', ticket: 'PVE:root@pam:x', csrf: 'y' } as Parameters<typeof roots.put>[2]
  roots.put(1, 'lena@pve', auth)
  expect(roots.of(1, 'lena@pve')).toBe(auth)
  expect(roots.of(1, 'mia@pve')).toBeNull()
  expect(roots.of(2, 'lena@pve')).toBeNull()
  clock.jump(2 * 60 * 60)
  expect(roots.of(1, 'lena@pve')).toBeNull()
})
