import type { RunCheck, RunImpact, Said } from '@steward/contracts'
import * as z from 'zod'
import { path, pveAct, type PveAct } from '../acts.ts'
import { block, defineRunbook, ok, type NextRun, type Step, warn } from '../define-runbook.ts'
import type { GuestNow, LiveTask, Look } from '../look.ts'
import { say, type RunKey } from '../say.ts'
import { exists, notSelf } from './checks.ts'
import { present, readGuest, titleParams, Vmid, type GuestFacts } from './facts.ts'

const Input = z.object({
  vmid: Vmid,
  upid: z
    .string()
    .regex(/^UPID:[A-Za-z0-9.-]{1,63}:[0-9A-Fa-f]{8}:[0-9A-Fa-f]{8,9}:[0-9A-Fa-f]{8}:[^:\s/]+:[^:\s]*:[^:\s]+:$/),
})
type Wanted = z.infer<typeof Input>

type Facts = GuestFacts & {
  node: string
  task: LiveTask | null
  /** Started by whoever asks, who may then end it without further rights. */
  own: boolean
  /** It is a backup, the only one of its node, and whoever asks may stop it the polite way. */
  politely: boolean
  /** A migration that has copied everything and is about to change over, or whose log does not tell. */
  lastPhase: boolean
}

/** What kind of work it is, which decides what ending it leaves behind. */
type Work = 'backup' | 'migration' | 'making' | 'snapshot' | 'disk' | 'shutdown' | 'other'
const works: readonly (readonly [Work, RegExp])[] = [
  ['backup', /^vzdump$/],
  ['migration', /^(qmigrate|vzmigrate|hamigrate|migrateall|bulk-migrate)$/],
  ['making', /^(qm|vz)(create|restore|clone)$/],
  ['snapshot', /^(qm|vz)(snapshot|delsnapshot|rollback)$/],
  ['disk', /^(qmmove|move_volume|resize|qmtemplate|vztemplate)$/],
  ['shutdown', /^(qm|vz)(shutdown|reboot)$/],
]
const workOf = ({ type }: Pick<LiveTask, 'type'>): Work => works.find(([, form]) => form.test(type))?.[0] ?? 'other'

/** Consoles hold nothing. */
const isConsole = (type: string): boolean => /proxy|shell/.test(type)
/** Jobs of several guests have an empty id, and a clone that of its source (docs/pve-behaviour.md, tasks). */
const mayConcern = (task: LiveTask, vmid: number): boolean =>
  task.id === String(vmid) ||
  (task.id === '' && /^(vzdump|migrateall|stopall|bulk-)/.test(task.type)) ||
  /^(qm|vz)clone$/.test(task.type)

/**
 * Ends a living task that holds a guest, and says what is left of it. A worker that does not end by itself is killed after
 * five seconds and then cleans nothing up, so a backup is stopped through vzdump's own call where that is allowed
 * (docs/pve-behaviour.md, tasks; pve-manager: PVE/API2/VZDump.pm).
 */
export const guestEndTask = defineRunbook<Wanted, Facts>({
  id: 'guest-end-task',
  input: Input,
  overtakes: ['guest-power', 'guest-backup', 'guest-migrate'],
  subject: ({ vmid }) => ({ kind: 'guest', id: String(vmid) }),
  read: readTask,
  title: ({ vmid, upid }, { guest }) =>
    say('end.title', { ...titleParams(vmid, guest), type: upid.split(':')[5] ?? '?' }),
  checks: (input, facts) => [exists(facts), ...(facts.guest ? checksFor(input, facts) : [])],
  steps: ({ upid }, facts) => [endStep(facts, upid), leftOvers(present(facts))],
  impact: (_, { task }) => impactOf(task),
  confirm: ({ vmid }, { guest, task, lastPhase }) =>
    task && (lastPhase || workOf(task) === 'making') ? (guest?.name ?? String(vmid)) : null,
  needs: (_, { node, own }) => (own ? [] : [{ path: `/nodes/${node}`, privilege: 'Sys.Modify' }]),
  next: ({ vmid }, { guest, task }) => nextAfter(vmid, guest, task),
})

async function readTask({ vmid, upid }: Wanted, look: Look): Promise<Facts> {
  const facts = await readGuest(vmid, look)
  const node = upid.split(':')[1] ?? ''
  const living = await look.activeTasks(node)
  const task = living.find((one) => one.upid === upid) ?? null
  const alone = living.filter((one) => one.type === 'vzdump').length === 1
  return {
    ...facts,
    node,
    task,
    own: task?.user.split('!')[0] === look.user,
    politely: task?.type === 'vzdump' && alone && look.may(`/nodes/${node}`, 'Sys.Modify'),
    lastPhase: task !== null && workOf(task) === 'migration' && isLastPhase(await look.taskLog(upid)),
  }
}

/** After these lines the guest changes over to the target; a log that cannot be read proves nothing. */
const isLastPhase = (log: readonly string[]): boolean =>
  log.length === 0 ||
  log.some((line) =>
    /no content|unable to open file|average migration speed|migration status: completed|migration finished/.test(line),
  )

function checksFor({ vmid }: Wanted, facts: Facts): RunCheck[] {
  const { task, politely, own, lastPhase } = facts
  if (!task) return [block('task', say('end.gone'))]
  const { type, user } = task
  if (isConsole(type) || !mayConcern(task, vmid)) return [block('task', say('end.not-of-it', { type }))]
  const work = workOf(task)
  const warning = lastPhase ? 'end.migration-last' : leaves[work]
  return [
    ok('task', say('end.lives', { type, user })),
    ...(warning ? [warn('leaves', say(warning))] : []),
    ...(task.id === '' ? [warn('many', say('end.job-of-many'))] : []),
    ...(work === 'backup' ? [ok('way', say(politely ? 'end.politely' : 'end.by-signal'))] : []),
    ...(own ? [ok('own', say('rescue.own'))] : []),
    ...notSelf(facts),
  ]
}

const leaves: Readonly<Record<Work, RunKey | null>> = {
  backup: null,
  migration: 'end.migration',
  making: 'end.making',
  snapshot: 'end.snapshot',
  disk: 'end.disk',
  shutdown: 'end.shutdown',
  other: 'end.other',
}

const impactOf = (task: LiveTask | null): RunImpact => ({
  downtime: task && workOf(task) === 'migration' ? 'maybe' : 'none',
  data: 'none',
  says: say('end.costs'),
})

function endStep({ node, task, politely }: Facts, upid: string): Step {
  const isAlive = async (look: Look) => (await look.activeTasks(node)).some((one) => one.upid === upid)
  return {
    id: 'end',
    title: say('end.step', { type: task?.type ?? '?' }),
    act: politely ? stopBackup(node) : endAct(node, upid),
    already: async (look) => !(await isAlive(look)),
    verify: async (look) => ((await isAlive(look)) ? say('end.still-lives') : null),
    waitSec: 30,
    undo: { notPossible: say('end.undo') },
  }
}

export const endAct = (node: string, upid: string): PveAct =>
  pveAct('DELETE', path`/nodes/${node}/tasks/${upid}`, {
    node,
    shell: ['pvesh', 'delete', `/nodes/${node}/tasks/${upid}`],
  })

/** Stops the one backup that runs on the node; it takes its lock away itself. */
const stopBackup = (node: string): PveAct =>
  pveAct('POST', path`/nodes/${node}/vzdump`, { node, parameters: { stop: true }, shell: ['vzdump', '--stop', '1'] })

/** Read a while later, because a task that was asked to end still cleans up. */
const leftOvers = ({ vmid }: GuestNow): Step => ({
  id: 'left-overs',
  title: say('end.step-left'),
  act: null,
  undo: 'nothing-to-undo',
  optional: true,
  waitSec: 10,
  verify: (look) => whatIsLeft(look, vmid),
})

async function whatIsLeft(look: Look, vmid: number): Promise<Said | null> {
  const now = await look.guest(vmid)
  if (!now) return null
  if (now.lock !== null) return say('end.left-lock', { lock: now.lock })
  const open = (await look.snapshots(now)).find((one) => one.state !== null)
  return open ? say('end.left-snapshot', { snapshot: open.name }) : null
}

/** What its lock leads to; the plan of it says whether it is needed at all. */
function nextAfter(vmid: number, guest: GuestNow | null, task: LiveTask | null): NextRun[] {
  const name = titleParams(vmid, guest)
  const work = task ? workOf(task) : 'other'
  if (work === 'making') return [{ runbook: 'guest-delete', input: { vmid }, title: say('delete.title', name) }]
  return work === 'backup' || work === 'migration' || work === 'snapshot' || work === 'disk'
    ? [{ runbook: 'guest-clear-lock', input: { vmid }, title: say('lock.title', name) }]
    : []
}
