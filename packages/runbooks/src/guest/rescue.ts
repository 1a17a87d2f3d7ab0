import type { RunCheck, Said } from '@steward/contracts'
import * as z from 'zod'
import { path, pveAct } from '../acts.ts'
import { block, defineRunbook, ok, type Step, warn } from '../define-runbook.ts'
import type { GuestNow, LiveTask, Look } from '../look.ts'
import { say } from '../say.ts'
import { agentIsOn } from './agent.ts'
import { exists, haHealthy, notSelf } from './checks.ts'
import { endAct } from './end-task.ts'
import { present, readGuest, titleParams, Vmid, type GuestFacts } from './facts.ts'
import { powerStep, stillThere } from './power.ts'

const Input = z.object({ vmid: Vmid, after: z.enum(['off', 'start']) })

/** Tasks that wait for the guest to go off by itself, and hold its lock file meanwhile. */
const waitingTypes = new Set(['qmshutdown', 'vzshutdown', 'qmreboot', 'vzreboot'])
/** Shutdowns are ended by PVE itself when a stop asks for it; restarts are not (docs/pve-behaviour.md, tasks and power). */
const overruled = new Set(['qmshutdown', 'vzshutdown'])

/** A container's time since its start is told by the wall clock, which may be set back a little. */
const clockSlackSec = 5

type Facts = GuestFacts & {
  waiting: LiveTask | null
  /** Other living tasks on this guest: they hold it too, and no stop gets past them. */
  others: readonly LiveTask[]
  /** `own`: started by whoever asks, who may then end it without further rights. */
  own: boolean
  /** PVE takes `overrule-shutdown` here. */
  overrule: boolean
  agentOn: boolean
}

/**
 * The rescue of a guest whose shutdown hangs: ends the waiting task and switches the guest off in one call where PVE can
 * (8.2 and later, not under HA, not for restarts), else in two; proves that it is off; starts it again on wish.
 */
export const guestRescue = defineRunbook<z.infer<typeof Input>, Facts>({
  id: 'guest-rescue',
  input: Input,
  overtakes: ['guest-power', 'guest-agent'],
  subject: ({ vmid }) => ({ kind: 'guest', id: String(vmid) }),
  read: readRescue,
  title: ({ vmid }, { guest }) => say('rescue.title', titleParams(vmid, guest)),
  checks: (_, facts) => [exists(facts), ...(facts.guest ? checksFor(facts, facts.guest) : [])],
  steps: ({ after }, facts) => {
    const guest = present(facts)
    const { waiting } = facts
    if (!waiting) return []
    return [
      lookAgain(guest, waiting),
      ...(facts.overrule ? [overrule(guest, waiting)] : [endTask(guest, waiting), pullPlug(guest)]),
      staysOff(guest, after),
      ...(after === 'start' ? [powerStep('start', guest)] : []),
      ...(after === 'start' && facts.agentOn ? [agentAnswers(guest)] : []),
    ]
  },
  impact: ({ after }) => ({
    downtime: after === 'start' ? 'restart' : 'off',
    data: 'unsaved-work',
    says: say('rescue.costs'),
  }),
  needs: ({ vmid }, { guest, own }) => [
    { path: `/vms/${vmid}`, privilege: 'VM.PowerMgmt' },
    ...(own || !guest ? [] : [{ path: `/nodes/${guest.node}`, privilege: 'Sys.Modify' }]),
  ],
  next: ({ vmid }, { guest, agentOn }) =>
    guest?.kind === 'qemu' && !agentOn
      ? [{ runbook: 'guest-agent', input: { vmid }, title: say('rescue.next-agent', titleParams(vmid, guest)) }]
      : [],
})

async function readRescue({ vmid }: z.infer<typeof Input>, look: Look): Promise<Facts> {
  const facts = await readGuest(vmid, look)
  const { guest } = facts
  if (!guest) return { ...facts, waiting: null, others: [], own: false, overrule: false, agentOn: false }
  const tasks = (await look.activeTasks(guest.node)).filter((task) => task.id === String(vmid))
  const waiting = tasks.find((task) => waitingTypes.has(task.type)) ?? null
  return {
    ...facts,
    waiting,
    others: tasks.filter((task) => !waitingTypes.has(task.type) && !/proxy|shell/.test(task.type)),
    // A task of somebody's token belongs to that person too (docs/pve-behaviour.md, tasks).
    own: waiting?.user.split('!')[0] === look.user,
    overrule:
      waiting !== null &&
      overruled.has(waiting.type) &&
      !guest.ha.managed &&
      atLeast(await look.version(guest.node), 8, 2),
    agentOn: guest.kind === 'qemu' && agentIsOn((await look.config(guest)).values['agent']),
  }
}

const atLeast = (version: string | null, major: number, minor: number): boolean => {
  const [first = 0, second = 0] = (version ?? '').split('.').map(Number)
  return first > major || (first === major && second >= minor)
}

function checksFor(facts: Facts, guest: GuestNow): RunCheck[] {
  const { waiting, others, own, overrule: oneCall } = facts
  if (!waiting) return [block('task', say('rescue.no-task'))]
  const { type, user } = waiting
  return [
    ok('task', say('rescue.waits', { type, user })),
    ...others.map((task) => block(`task-${task.type}`, say('rescue.other-task', { type: task.type, user: task.user }))),
    ...(guest.lock ? [block('lock', say('check.lock', { lock: guest.lock }))] : []),
    guest.qemuAnswers ? ok('answers', say('rescue.qemu-answers')) : warn('answers', say('rescue.qemu-frozen')),
    ok('way', say(oneCall ? 'rescue.one-call' : guest.ha.managed ? 'rescue.by-ha' : 'rescue.two-calls')),
    ...(own ? [ok('own', say('rescue.own'))] : []),
    ...haHealthy(facts),
    ...notSelf(facts),
  ]
}

const lookAgain = (guest: GuestNow, waiting: LiveTask): Step => ({
  id: 'look-again',
  title: say('rescue.step-look'),
  act: null,
  undo: 'nothing-to-undo',
  waitSec: 0,
  verify: (look) => changedSince(look, guest, waiting),
})

/** The very task that was seen, and no other: a later one may be somebody's new attempt. */
async function changedSince(look: Look, guest: GuestNow, waiting: LiveTask): Promise<Said | null> {
  const tasks = (await look.activeTasks(guest.node)).filter((task) => task.id === String(guest.vmid))
  const stranger = tasks.find((task) => task.upid !== waiting.upid && !/proxy|shell/.test(task.type))
  if (stranger) return say('rescue.other-task', { type: stranger.type, user: stranger.user })
  return startedAnew(look, guest)
}

/** The run may have waited for hours before it comes to this: a guest that came up again meanwhile is not pulled. */
async function startedAnew(look: Look, guest: GuestNow): Promise<Said | null> {
  const now = await look.guest(guest.vmid)
  if (now?.node !== guest.node) return stillThere(look, guest)
  return now.status === 'running' && now.uptime + clockSlackSec < guest.uptime ? say('rescue.started-anew') : null
}

const pullPlug = (guest: GuestNow): Step => ({
  ...powerStep('stop', guest),
  guard: (look) => startedAnew(look, guest),
})

function overrule(guest: GuestNow, waiting: LiveTask): Step {
  const { node, kind, vmid } = guest
  const stop = powerStep('stop', guest)
  return {
    ...stop,
    id: 'overrule',
    title: say('rescue.step-overrule'),
    // Asked again right before: the run may have been paused since it looked.
    guard: (look) => changedSince(look, guest, waiting),
    act: pveAct('POST', path`/nodes/${node}/${kind}/${vmid}/status/stop`, {
      node,
      parameters: { 'overrule-shutdown': true },
      shell: [kind === 'qemu' ? 'qm' : 'pct', 'stop', String(vmid), '--overrule-shutdown', '1'],
      task: { types: ['qmstop', 'vzstop'], id: String(vmid) },
    }),
  }
}

const endTask = ({ node }: GuestNow, waiting: LiveTask): Step => ({
  id: 'end-task',
  title: say('rescue.step-end-task'),
  act: endAct(node, waiting.upid),
  already: async (look) => !(await isAlive(look, node, waiting)),
  verify: async (look) => ((await isAlive(look, node, waiting)) ? say('rescue.still-waits') : null),
  undo: { notPossible: say('rescue.undo') },
})

const isAlive = async (look: Look, node: string, { upid }: LiveTask): Promise<boolean> =>
  (await look.activeTasks(node)).some((task) => task.upid === upid)

/**
 * Looked at twice: HA, or a restart that was under way, may start it again at once. Where it is to be started anyway, a
 * start that came by itself is as good.
 */
function staysOff({ vmid, uptime }: GuestNow, after: 'off' | 'start'): Step {
  let seenOff = 0
  return {
    id: 'stays-off',
    title: say('rescue.step-off'),
    act: null,
    undo: 'nothing-to-undo',
    async verify(look) {
      const now = await look.guest(vmid)
      if (after === 'start' && now?.status === 'running' && now.uptime < uptime) return null
      if (now?.status !== 'stopped') return say(after === 'start' ? 'rescue.not-off' : 'rescue.started-again')
      seenOff += 1
      return seenOff >= 2 ? null : say('rescue.not-off')
    },
  }
}

const agentAnswers = ({ vmid }: GuestNow): Step => ({
  id: 'agent',
  title: say('rescue.step-agent'),
  act: null,
  undo: 'nothing-to-undo',
  waitSec: 180,
  optional: true,
  async verify(look) {
    const now = await look.guest(vmid)
    return now && (await look.agent(now)) === 'answers' ? null : say('rescue.agent-silent')
  },
})
