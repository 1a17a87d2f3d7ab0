/**
 * What the outcome of an action says about the guest it was done to: that it ran, that it was locked, that it does not
 * listen to its power button. Only facts that scenarios may state as well; the texts of refusals are read, never repeated.
 */
import { fieldsOf, textOf } from '../control/input.ts'
import type { Behaviour, RunState } from '../world/description.ts'
import { askedAbout, dataOf, startedBy, type Recording } from './recordings.ts'

export interface ImpliedFact {
  readonly vmid: number
  readonly running?: boolean
  readonly state?: RunState
  /** null: not locked. */
  readonly lock?: string | null
  readonly behaviour?: Behaviour
  readonly disksMissing?: boolean
  /** HA looks after it. */
  readonly managed?: boolean
}

export interface TaskEnd {
  /** `OK`, or why it failed. */
  readonly status: string
  readonly log: string
}

/** How each task that anybody asked about came to an end. */
export function taskEnds(recordings: readonly Recording[]): Map<string, TaskEnd> {
  const ends = new Map<string, TaskEnd>()
  for (const recording of recordings) {
    const upid = askedAbout(recording)
    if (upid === undefined || recording.status !== 200) continue
    const data = dataOf(recording)
    const before = ends.get(upid)
    const lines = Array.isArray(data) ? data.map((line) => textOf(fieldsOf(line), 't') ?? '') : []
    const last = /^TASK (?:(OK)|ERROR: (.*))$/.exec(lines.at(-1) ?? '')
    const status = textOf(fieldsOf(data), 'exitstatus') ?? last?.[1] ?? last?.[2] ?? before?.status
    const log = lines.length > 0 ? lines.join('\n') : (before?.log ?? '')
    if (status !== undefined) ends.set(upid, { status, log })
  }
  return ends
}

const actions = /^\/nodes\/[^/]+\/(?:qemu|lxc)\/(\d+)(?:\/(?:status\/)?(\w+))?/

export function impliedBy(recording: Recording, ends: ReadonlyMap<string, TaskEnd>): ImpliedFact | undefined {
  const [, id, action = ''] = actions.exec(recording.path) ?? []
  if (id === undefined) return undefined
  const vmid = Number(id)
  const upid = startedBy(recording)
  if (recording.method === 'PUT' && action === 'config' && recording.status === 200)
    return recording.params.skiplock === undefined ? { vmid, lock: null } : undefined
  if (action === 'template' && recording.status === 200) return { vmid, state: 'stopped', lock: null }
  if (upid === undefined) {
    const refused = refusal(recording.reason)
    return refused ? { vmid, ...refused } : undefined
  }
  const end = ends.get(upid)
  const [, , , , , type = ''] = upid.split(':')
  const force = Number(recording.params.forceStop ?? 0) === 1
  const implied = type.startsWith('ha') ? { managed: true } : outcome(type, end, force)
  return implied ? { vmid, ...implied } : undefined
}

/** The same for a task that nobody is recorded to have started. */
export function impliedByTask(upid: string, ends: ReadonlyMap<string, TaskEnd>): ImpliedFact | undefined {
  const [, , , , , type = '', id] = upid.split(':')
  const implied = type.startsWith('ha') ? { managed: true } : outcome(type, ends.get(upid), true)
  return implied ? { vmid: Number(id), ...implied } : undefined
}

function refusal(reason: string): Omit<ImpliedFact, 'vmid'> | undefined {
  const lock = /is locked \(([\w-]+)\)/.exec(reason)?.[1]
  if (lock !== undefined) return { lock }
  if (/^(?:VM|CT) \d+ (?:is )?not running$/.test(reason)) return { state: 'stopped' }
  if (/already running|is running - destroy failed|container is running/.test(reason)) return { running: true }
  if (reason.startsWith('VM is paused')) return { state: 'paused' }
  return undefined
}

function outcome(type: string, end: TaskEnd | undefined, force: boolean): Omit<ImpliedFact, 'vmid'> | undefined {
  const lock = /is locked \(([\w-]+)\)/.exec(end?.status ?? '')?.[1]
  const needsProcess = /^(?:qmreset|qmreboot|qmpause|vzreboot)$/.test(type)
  if (lock !== undefined) return { lock, ...(needsProcess || /shutdown|stop/.test(type) ? { running: true } : {}) }
  if (needsProcess) return { running: true, ...unwilling(end) }
  if (type === 'qmresume') return { running: true }
  if (type.endsWith('start')) return startOutcome(end)
  if (type.endsWith('shutdown')) return shutdownOutcome(end, force)
  return undefined
}

const unwilling = (end: TaskEnd | undefined): Omit<ImpliedFact, 'vmid'> =>
  /got timeout$|did not stop/.test(end?.status ?? '') && !end?.status.includes('lock file')
    ? { behaviour: 'ignores-acpi' }
    : {}

function startOutcome(end: TaskEnd | undefined): Omit<ImpliedFact, 'vmid'> | undefined {
  if (end?.status === 'OK' && !end.log.includes('Resuming')) return { state: 'stopped', lock: null }
  if (end?.log.includes('Resuming')) return { lock: 'suspended' }
  if (/already running/.test(end?.status ?? '')) return { running: true }
  if (/^volume .* does not exist/.test(end?.status ?? '')) return { state: 'stopped', disksMissing: true }
  return undefined
}

function shutdownOutcome(end: TaskEnd | undefined, force: boolean): Omit<ImpliedFact, 'vmid'> | undefined {
  if (!end || end.status.includes('lock file')) return undefined
  if (/got timeout|did not stop|interrupt|unexpected/.test(end.status) || end.log.includes('terminating now'))
    return { running: true, behaviour: 'ignores-acpi' }
  if (end.status === 'OK' && !force) return { behaviour: 'obedient' }
  return undefined
}
