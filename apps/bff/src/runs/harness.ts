import { createApi, createTransport, signIn, type PveApi, type PveTransport } from '@steward/pve-client'
import {
  advance,
  findRunbook,
  isOver,
  makePlan,
  newStep,
  Overtaken,
  type Act,
  type Json,
  type Look,
  type Ports,
  type RunRecord,
  type Sent,
} from '@steward/runbooks'
import type { Simulator } from '../../../../tools/start-simulator.ts'
import { seconds, systemClock, type Clock } from '../clock.ts'
import { createViewer } from '../clusters/cluster.ts'
import { createHangGuard } from '../readers/hang-guard.ts'
import { readOnce } from '../readers/read-once.ts'
import { allEyes } from '../services/visibility.ts'
import { createLook } from './look.ts'
import { sendCall } from './send.ts'
import { createTaskWatch } from './task-watch.ts'
import { findTask } from './wait-task.ts'

/** One runbook tried in one simulated world. `prepare` changes that world first, as an event of the simulator. */
export type Case = {
  runbook: string
  scenario: string
  input: Json
  prepare?: readonly { type: string; [key: string]: unknown }[]
  /** The input also names this living task, as `upid`. */
  withTask?: { node: string; type: string }
  /** Why its steps are refused a second time, where the first time makes that right. */
  refusesTwice?: string
  /** What a person does in a shell when the run waits for it. */
  byHand?: { type: string; [key: string]: unknown }
  /** What a shell command does where the node's channel sends it. */
  bySsh?: { type: string; [key: string]: unknown }
}

/** How the trial goes wrong. */
export type Fault = {
  /** The how-manieth write, from 0. */
  at: number
  /** PVE refuses it; or does it, and the answer is lost on the way. */
  how: 'refused' | 'answer-lost'
}
export type Trial = { fault?: Fault; killAfterSave?: number; twice?: boolean }
export type Outcome = {
  record: RunRecord
  writes: number
  saves: number
  world: string
  worldBefore: string
  tasks: string[]
}

/** The process is gone: what was in memory with it. */
class Killed extends Overtaken {}

/** The product's own engine, look and send against a simulated PVE, with a store that can be killed at each save. */
export async function tryRun(simulator: Simulator, one: Case, trial: Trial = {}): Promise<Outcome> {
  const rig = await openRig(simulator, one)
  try {
    return await play(rig, one, trial)
  } finally {
    await rig.transport.close()
  }
}

type Rig = { simulator: Simulator; transport: PveTransport; api: PveApi; look: Look; clock: Clock; worldBefore: string }

async function openRig(simulator: Simulator, one: Case): Promise<Rig> {
  await simulator.ask('/scenario', { name: one.scenario, speed: 50 })
  for (const { type, ...values } of one.prepare ?? []) await simulator.event(type, values)
  const { nodes } = await simulator.ask<Simulator>('/state')
  const clock = hurriedClock()
  const transport = createTransport({ endpoints: nodes, now: () => clock.now() })
  const ticket = await signIn(transport, { username: 'root', realm: 'pam', password: 'steward-demo' })
  if (ticket.kind !== 'ticket') throw new Error('root has a second factor')
  const api = createApi(transport, ticket.auth)
  const rights = (await api.call('accessPermissions', {})).data
  const source = await readOnce({ api, transport, clock, guests: 0 })
  const guard = createHangGuard({ now: () => clock.now(), figuresMovedAt: () => null })
  const look = createLook({
    user: 'root@pam',
    clock,
    api: () => api,
    cluster: { guard, viewers: new Map([['root@pam', createViewer('root@pam', rights, [], clock.now())]]) },
    sight: () => ({
      feed: source,
      view: { eyes: allEyes },
      diagnosis: { lockSince: () => 0 },
      facts: () => ({ quorum: source.picture().quorum }),
    }),
  })
  return { simulator, transport, api, look, clock, worldBefore: await worldText(simulator) }
}

/** Waits are short, and time passes as fast as in the simulated world. */
function hurriedClock(): Clock {
  let ahead = 0
  return {
    now: () => systemClock.now() + ahead,
    async sleep(ms, signal) {
      const real = Math.min(ms, 40)
      await systemClock.sleep(real, signal)
      ahead += Math.max(0, ms - real)
    },
  }
}

async function play(rig: Rig, one: Case, trial: Trial): Promise<Outcome> {
  const book = findRunbook(one.runbook)
  if (!book) throw new Error(`no runbook ${one.runbook}`)
  const input: Json = JSON.parse(JSON.stringify(book.input.parse(await inputOf(rig, one))))
  const planned = await makePlan(book, input, rig.look)
  const against = planned.checks.filter((check) => check.level === 'block')
  if (against.length > 0) throw new Error(`blocked: ${JSON.stringify(against)}`)
  const disk = { text: JSON.stringify(newRecord(one.runbook, input, { ...planned, at: seconds(rig.clock) })) }
  const counts = { writes: 0, saves: 0 }
  const record = (): RunRecord => JSON.parse(disk.text)

  let run = record()
  for (let rounds = 0; rounds < 60 && !isOver(run) && run.state !== 'needs-attention'; rounds += 1) {
    await advance(run, book, portsFor({ rig, one, trial, disk, counts }))
    if (run.pausedFor === 'person' && one.byHand) {
      const { type, ...values } = one.byHand
      await rig.simulator.event(type, values)
    }
    // What was in memory may be gone; the run is what the disk says.
    run = record()
    if (trial.twice && run.state === 'succeeded') {
      trial = {}
      run = again(record())
    }
  }
  return {
    record: run,
    ...counts,
    world: await worldText(rig.simulator),
    worldBefore: rig.worldBefore,
    tasks: await tasksOf(rig.simulator),
  }
}

async function inputOf({ api }: Rig, { input, withTask }: Case): Promise<Json> {
  if (!withTask) return input
  const { data } = await api.call('nodeTasks', { node: withTask.node, source: 'active' })
  return { ...Object(input), upid: data.find((task) => task.type === withTask.type)?.upid ?? '' }
}

/** Every step that may be sent twice stands as if it had not been sent. */
function again(record: RunRecord): RunRecord {
  return { ...record, state: 'running', endedAt: null, steps: record.steps.map((step) => newStep(step.id)) }
}

function newRecord(
  runbook: string,
  input: Json,
  { facts, steps, at }: { facts: Json; steps: readonly { id: string }[]; at: number },
): RunRecord {
  return {
    id: 1,
    cluster: 'cluster',
    runbook,
    input,
    facts: JSON.parse(JSON.stringify(facts)),
    user: 'root@pam',
    address: '127.0.0.1',
    key: 'trial',
    state: 'running',
    pausedFor: null,
    problem: null,
    cancelling: false,
    undoing: false,
    startedAt: at,
    endedAt: null,
    parent: null,
    steps: steps.map((step) => newStep(step.id)),
  }
}

type PortsFor = { rig: Rig; one: Case; trial: Trial; disk: { text: string }; counts: { writes: number; saves: number } }

function portsFor({ rig, one, trial, disk, counts }: PortsFor): Ports {
  const { api, look, clock } = rig
  const watch = createTaskWatch(clock)
  return {
    look,
    proof: look,
    now: () => seconds(clock),
    sleep: (ms) => clock.sleep(ms),
    async save(run) {
      disk.text = JSON.stringify(run)
      counts.saves += 1
      if (counts.saves === trial.killAfterSave) throw new Killed()
    },
    note: () => Promise.resolve(),
    gate: () => null,
    send: (_, act) => sendWith({ rig, one, act, fault: trial.fault, at: counts.writes++ }),
    findTask: (intent) => findTask(api, intent, seconds(clock)),
    waitTask: (upid, cancelled) => watch.wait('harness', upid, { api: () => api, cancelled }),
  }
}

type Sending = { rig: Rig; one: Case; act: Act; fault: Fault | undefined; at: number }

async function sendWith({ rig, one, act, fault, at }: Sending): Promise<Sent> {
  if (act.kind === 'person') return { kind: 'by-hand' }
  const send = act.kind === 'shell' ? bySsh(rig, one) : () => sendCall(rig.api, act)
  if (send === null) return { kind: 'by-hand' }
  if (fault?.at !== at) return send()
  if (fault.how === 'refused') return { kind: 'refused', words: 'refused by the trial' }
  await send()
  return { kind: 'doubt', words: 'the answer was lost by the trial' }
}

function bySsh({ simulator }: Rig, { bySsh: event }: Case): (() => Promise<Sent>) | null {
  if (!event) return null
  return async () => {
    const { type, ...values } = event
    await simulator.event(type, values)
    return { kind: 'done' }
  }
}

type Dump = {
  guests: {
    vmid: number
    node: string
    state: string
    lock: string | null
    config: Record<string, unknown>
    snapshots: unknown
    pending: unknown
  }[]
  nodes: { name: string; power: unknown; maintenance: unknown }[]
  tasks: { type: string; id: string; authid: string }[]
}

/** What a run may change, without what moves by itself. */
async function worldText(simulator: Simulator): Promise<string> {
  const { guests, nodes } = await simulator.ask<Dump>('/world')
  return JSON.stringify({
    guests: guests.map(({ vmid, node, state, lock, config, snapshots, pending }) => ({
      vmid,
      node,
      state,
      lock,
      config,
      snapshots,
      pending,
    })),
    nodes: nodes.map(({ name, power, maintenance }) => ({ name, power, maintenance })),
  })
}

const tasksOf = async (simulator: Simulator): Promise<string[]> =>
  (await simulator.ask<Dump>('/world')).tasks.map(({ type, id, authid }) => `${type}:${id}:${authid}`)
