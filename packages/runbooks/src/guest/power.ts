import type { RunCheck, RunImpact, Said } from '@steward/contracts'
import * as z from 'zod'
import { path, pveAct, type ActValue, type PveAct } from '../acts.ts'
import { block, defineRunbook, ok, type Json, type Step, warn } from '../define-runbook.ts'
import type { GuestNow, LiveTask, Look, TaskEndNow } from '../look.ts'
import { say, type RunKey } from '../say.ts'
import { exists, haHealthy, notATemplate, notSelf, quorum, unlocked } from './checks.ts'
import { present, readGuest, titleParams, Vmid, type GuestFacts } from './facts.ts'
import { heldByCleanUp } from './lock-file.ts'

export const powerActions = ['start', 'shutdown', 'stop', 'reboot', 'reset', 'pause', 'hibernate', 'resume'] as const
export type PowerAction = (typeof powerActions)[number]

const Input = z.object({ vmid: Vmid, action: z.enum(powerActions) })
type Facts = GuestFacts & {
  agent: 'answers' | 'silent' | null
  /** A living task on it, which holds its lock file: whatever else is asked for fails after ten seconds. */
  atWork: LiveTask | null
}

type Way = {
  call: string
  parameters?: Readonly<Record<string, ActValue>>
  /** Worker types on QEMU, containers, and under HA (qemu-server: src/PVE/API2/Qemu.pm; pve-container: src/PVE/API2/LXC/Status.pm). */
  tasks: readonly string[]
  shell: (vmid: number, tool: string) => readonly string[]
  reached(guest: GuestNow, before: Before, now: number): boolean
  undo: Step['undo']
  impact: RunImpact
}
type Before = { uptime: number; at: number }

const off = (guest: GuestNow) => guest.status === 'stopped'
/** It runs and its processor turns: QEMU that waits for its disk or was paused is "running" for PVE too. */
const runs = (guest: GuestNow) =>
  guest.status === 'running' &&
  (guest.qmp === null || guest.qmp === 'running') &&
  guest.lock !== 'suspending' &&
  guest.lock !== 'suspended'
const restarted = (guest: GuestNow, { at }: Before, now: number) =>
  guest.status === 'running' && guest.uptime <= now - at + 2
const cannotGoBack = (key: RunKey): Step['undo'] => ({ notPossible: say(key) })
const quiet: RunImpact = { downtime: 'none', data: 'none', says: null }

const ways: Readonly<Record<PowerAction, Way>> = {
  start: {
    call: 'start',
    tasks: ['qmstart', 'vzstart', 'hastart'],
    shell: (vmid, tool) => [tool, 'start', String(vmid)],
    reached: runs,
    undo: cannotGoBack('power.undo-start'),
    impact: quiet,
  },
  shutdown: {
    call: 'shutdown',
    tasks: ['qmshutdown', 'vzshutdown', 'hastop'],
    shell: (vmid, tool) => [tool, 'shutdown', String(vmid)],
    reached: off,
    undo: cannotGoBack('power.undo-shutdown'),
    impact: { downtime: 'off', data: 'none', says: null },
  },
  stop: {
    call: 'stop',
    tasks: ['qmstop', 'vzstop', 'hastop'],
    shell: (vmid, tool) => [tool, 'stop', String(vmid)],
    reached: off,
    undo: cannotGoBack('power.undo-off'),
    impact: { downtime: 'off', data: 'unsaved-work', says: say('power.stop-costs') },
  },
  reboot: {
    call: 'reboot',
    tasks: ['qmreboot', 'vzreboot'],
    shell: (vmid, tool) => [tool, 'reboot', String(vmid)],
    reached: restarted,
    undo: cannotGoBack('power.undo-reboot'),
    impact: { downtime: 'restart', data: 'none', says: null },
  },
  reset: {
    call: 'reset',
    tasks: ['qmreset'],
    shell: (vmid, tool) => [tool, 'reset', String(vmid)],
    // The process stays the same, so nothing but the task's end shows a reset.
    reached: runs,
    undo: cannotGoBack('power.undo-reboot'),
    impact: { downtime: 'restart', data: 'unsaved-work', says: say('power.stop-costs') },
  },
  pause: {
    call: 'suspend',
    tasks: ['qmpause'],
    shell: (vmid, tool) => [tool, 'suspend', String(vmid)],
    reached: (guest) => guest.qmp === 'paused',
    undo: 'nothing-to-undo',
    impact: { downtime: 'maybe', data: 'none', says: say('power.pause-costs') },
  },
  hibernate: {
    call: 'suspend',
    parameters: { todisk: true },
    tasks: ['qmsuspend'],
    shell: (vmid, tool) => [tool, 'suspend', String(vmid), '--todisk', '1'],
    reached: (guest) => off(guest) && guest.lock === 'suspended',
    undo: cannotGoBack('power.undo-hibernate'),
    impact: { downtime: 'off', data: 'none', says: null },
  },
  resume: {
    call: 'resume',
    tasks: ['qmresume'],
    shell: (vmid, tool) => [tool, 'resume', String(vmid)],
    reached: runs,
    undo: 'nothing-to-undo',
    impact: quiet,
  },
}

/** Start, shut down, stop, restart, reset, pause, hibernate and resume: one step, proved by the guest's real state. */
export const guestPower = defineRunbook<z.infer<typeof Input>, Facts>({
  id: 'guest-power',
  input: Input,
  subject: ({ vmid }) => ({ kind: 'guest', id: String(vmid) }),
  async read({ vmid, action }, look) {
    const facts = await readGuest(vmid, look)
    const asks = action === 'shutdown' || action === 'reboot'
    const { guest } = facts
    if (!guest) return { ...facts, agent: null, atWork: null }
    return { ...facts, agent: asks ? await look.agent(guest) : null, atWork: await taskOn(guest, look) }
  },
  title: ({ vmid, action }, { guest }) => say(`power.title-${action}`, titleParams(vmid, guest)),
  checks: ({ action }, facts) => [
    exists(facts),
    ...(facts.guest ? checksFor(action, facts, facts.guest) : []),
    ...(action === 'start' || action === 'resume' ? [] : notSelf(facts)),
  ],
  steps: ({ action }, facts) => [powerStep(action, present(facts))],
  impact: ({ action }, { guest }) =>
    guest?.ha.managed && action === 'shutdown'
      ? { downtime: 'off', data: 'unsaved-work', says: say('power.ha-shutdown-forces') }
      : ways[action].impact,
  next: ({ vmid, action }, { guest }) =>
    action === 'shutdown' || action === 'stop'
      ? [
          {
            runbook: 'guest-power',
            input: { vmid, action: 'start' },
            title: say('power.title-start', titleParams(vmid, guest)),
          },
        ]
      : [],
  otherwise: ({ vmid, action }, { guest }) =>
    action === 'shutdown' || action === 'reboot'
      ? [
          {
            runbook: 'guest-power',
            input: { vmid, action: 'stop' },
            title: say('power.title-stop', titleParams(vmid, guest)),
          },
        ]
      : [],
  needs: ({ vmid, action }) => [
    { path: `/vms/${vmid}`, privilege: 'VM.PowerMgmt' },
    ...(action === 'hibernate' ? [{ path: `/vms/${vmid}`, privilege: 'VM.Config.Disk' }] : []),
  ],
})

/** Locks that PVE lets this action pass: a hibernated guest is woken; a mounted container can be killed. */
function lockedAllowed(action: PowerAction, { status, kind, lock }: GuestNow): readonly string[] {
  if (action === 'start' || action === 'resume') return ['suspended']
  // What is off needs no stop, and none is sent.
  if (status === 'stopped') return [lock ?? '']
  return kind === 'lxc' && action === 'stop' ? ['mounted'] : []
}

function checksFor(action: PowerAction, facts: Facts, guest: GuestNow): RunCheck[] {
  const starts = action === 'start' || action === 'resume'
  return [
    ...(starts || action === 'hibernate' ? [quorum(facts)] : []),
    ...(starts ? notATemplate(facts) : []),
    ...unlocked(facts, lockedAllowed(action, guest)),
    // PVE would shut it down first and then find that it may not start it.
    ...(action === 'reboot' && guest.kind === 'lxc' && guest.lock !== null
      ? [block('restart', say('power.locked-container'))]
      : []),
    ...haHealthy(facts),
    ...stateFits(action, facts, guest),
  ]
}

/** Actions that QEMU itself has to carry out, over QMP. */
const byQemu: readonly PowerAction[] = ['shutdown', 'reboot', 'reset', 'pause', 'hibernate', 'resume']
const beforeRun = new Set(['paused', 'prelaunch', 'suspended'])

/** Consoles hold nothing, and a backup holds the lock in the configuration instead. */
const holdsNothing = /proxy|shell|^vzdump$/

const taskOn = async (guest: GuestNow, look: Look): Promise<LiveTask | null> =>
  (await look.tasksOf(guest)).find((task) => !holdsNothing.test(task.type)) ?? null

/** A shutdown that waits is rescued; anything else is waited for or ended. HA's requests wait their turn by themselves. */
function busyChecks(action: PowerAction, { atWork }: Facts, { ha }: GuestNow): RunCheck[] {
  if (!atWork || (ha.managed && ['start', 'shutdown', 'stop'].includes(action))) return []
  const { type, user } = atWork
  return [
    /^(qm|vz)(shutdown|reboot)$/.test(type)
      ? block('task', say('power.shutdown-waits', { type, user }))
      : block('task', say('power.task-holds', { type, user })),
  ]
}

function stateFits(action: PowerAction, facts: Facts, guest: GuestNow): RunCheck[] {
  const { kind, status, ha } = guest
  if (kind === 'lxc' && ['reset', 'pause', 'hibernate', 'resume'].includes(action))
    return [block('kind', say('power.not-for-containers'))]
  if (ha.managed && action === 'hibernate') return [block('ha', say('power.ha-no-hibernate'))]
  if (status !== 'running' && ['reboot', 'reset', 'pause', 'hibernate'].includes(action))
    return [block('state', say('power.is-off'))]
  const busy = busyChecks(action, facts, guest)
  if (busy.length > 0) return busy
  if (status === 'running' && !guest.qemuAnswers) return frozen(action)
  const odd = status === 'running' && !runs(guest) ? oddState(action, facts, guest) : []
  if (odd.length > 0) return odd
  return action === 'shutdown' || action === 'reboot' ? [listens(kind, facts.agent)] : []
}

/** A stop of a process that does not answer takes PVE 60 s of asking and 10 s of SIGTERM before it kills. */
const frozen = (action: PowerAction): RunCheck[] =>
  action === 'stop'
    ? [warn('answers', say('rescue.qemu-frozen'))]
    : byQemu.includes(action)
      ? [block('answers', say('power.frozen'))]
      : []

/** It is "running", but stands still: paused, or stopped by QEMU at a disk that cannot be written. */
function oddState(action: PowerAction, { stuck }: Facts, { qmp, ha }: GuestNow): RunCheck[] {
  const state = qmp ?? ''
  if (action === 'start') return [block('state', say('power.stands-still', { state }))]
  if (action === 'resume' && stuck?.verdict === 'storage-full')
    return [warn('storage', say('power.storage-full', { storage: String(stuck.params['storage'] ?? '') }))]
  if (state === 'io-error' && (action === 'reset' || action === 'pause' || action === 'hibernate'))
    return [block('state', say('power.io-error-first'))]
  if (action !== 'shutdown' && action !== 'reboot') return []
  if (beforeRun.has(state)) return [block('state', say('power.is-paused'))]
  // HA's own shutdown ends in a stop, whatever the guest hears.
  return ha.managed && action === 'shutdown' ? [] : [block('state', say('power.hears-nothing', { state }))]
}

/** Whether the guest will hear the request at all. */
const listens = (kind: GuestNow['kind'], agent: Facts['agent']): RunCheck =>
  kind === 'lxc' || agent === 'answers'
    ? ok('listens', say(kind === 'lxc' ? 'power.container-listens' : 'power.agent-listens'))
    : warn('listens', say(agent === 'silent' ? 'power.agent-silent' : 'power.acpi-only'))

/** The step of one power action, also as part of other runs. */
export function powerStep(action: PowerAction, guest: GuestNow): Step {
  const way = ways[action]
  const { vmid, node, kind } = guest
  // On a storage that is still full QEMU stops again within a second: one look is not enough.
  const looks = action === 'resume' && guest.qmp === 'io-error' ? 2 : 1
  let good = 0
  return {
    id: action,
    title: say(`power.step-${action}`),
    act: powerAct(way, guest),
    already: async (look) => {
      if (action === 'reboot' || action === 'reset') return false
      const now = await look.guest(vmid)
      return now !== null && way.reached(now, { uptime: 0, at: 0 }, look.now())
    },
    guard: (look) => stillThere(look, guest),
    capture: async (look) => ({ uptime: (await look.guest(vmid))?.uptime ?? 0, at: look.now() }),
    ...(action === 'reset' && { once: say('power.once-reset') }),
    ...(action === 'reboot' && { once: say('power.once-reboot') }),
    again: (end, look, before) => sentTooEarly({ end, look, before, node, vmid }),
    // A failed hibernation leaves its lock, and a container is off before its restart can fail.
    atomic: action !== 'hibernate' && !(action === 'reboot' && kind === 'lxc'),
    verify: async (look, before) => {
      const now = await look.guest(vmid)
      if (!now) return say('power.gone')
      good = way.reached(now, toBefore(before), look.now()) ? good + 1 : 0
      return good >= looks
        ? null
        : say(kind === 'qemu' && now.qmp ? 'power.is-still' : 'power.is-still-plain', { state: now.qmp ?? now.status })
    },
    // HA takes the request at once and acts 10 to 40 s later (docs/pve-behaviour.md, HA).
    waitSec: guest.ha.managed ? 180 : action === 'reboot' ? 60 : 20,
    undo: way.undo,
  }
}

function powerAct(way: Way, { vmid, node, kind }: GuestNow): PveAct {
  return pveAct('POST', path`/nodes/${node}/${kind}/${vmid}/status/${way.call}`, {
    node,
    parameters: way.parameters ?? {},
    shell: way.shell(vmid, kind === 'qemu' ? 'qm' : 'pct'),
    task: { types: way.tasks, id: String(vmid) },
  })
}

/** It may have been moved or removed since the plan was made. */
export async function stillThere(look: Look, planned: GuestNow): Promise<Said | null> {
  const now = await look.guest(planned.vmid)
  if (!now) return say('power.gone')
  return now.node === planned.node ? null : say('power.moved', { node: now.node })
}

const toBefore = (before: Json): Before => {
  if (before === null || typeof before !== 'object' || !('uptime' in before)) return { uptime: 0, at: 0 }
  return { uptime: Number(before['uptime']), at: Number(before['at']) }
}

type Failed = { end: TaskEndNow; look: Look; before: Json; node: string; vmid: number }

/**
 * A request that comes within seconds of a start is lost, and PVE waits its whole time for nothing; a second one works
 * (docs/pve-behaviour.md, tasks). So does one after PVE's own clean-up.
 */
async function sentTooEarly({ end, look, before, node, vmid }: Failed): ReturnType<typeof heldByCleanUp> {
  const { uptime } = toBefore(before)
  if (/powerdown failed - got timeout/.test(end.words) && uptime > 0 && uptime < 20)
    return { says: say('power.again-too-early'), afterSec: 0 }
  return heldByCleanUp(end, look, { node, vmid })
}
