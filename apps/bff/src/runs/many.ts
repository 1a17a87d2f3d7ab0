import { createHash } from 'node:crypto'
import type { RunCheck, RunPlan, PlannedStep } from '@steward/contracts'
import {
  isOver,
  manyId,
  ManyInput,
  manyTitle,
  PveAway,
  say,
  TicketGone,
  wasSent,
  type RunRecord,
} from '@steward/runbooks'
import { AppError } from '../app-error.ts'
import { seconds, type Clock } from '../clock.ts'
import type { Cluster } from '../clusters/cluster.ts'
import type { Log } from '../log.ts'
import type { RunStore, StoredRun } from '../store/runs.ts'

const turnMs = 500
const handful = 20
/** The write, and one look at the guest itself; the rest is read for all parts together. */
const requestsOfPart = 2

/** The plan of one part, as the plan of all shows it. */
export type PartPlan = { runbook: string; input: unknown; plan: RunPlan }

/** One plan of many: what can be done is listed, what cannot is named and left out. */
export function planMany(input: ManyInput, parts: readonly PartPlan[]): { plan: RunPlan; able: PartPlan[] } {
  const able = parts.filter(({ plan }) => !plan.blocked && plan.busyWith === null)
  const counts = { can: able.length, count: parts.length, perNode: input.perNode }
  const [first] = able
  const checks: RunCheck[] = [
    first
      ? { id: 'many', level: 'ok', says: say('many.can', counts) }
      : { id: 'many', level: 'block', says: say('many.none-can') },
    ...parts.flatMap(({ plan }) => troubles(plan)),
  ]
  const hash = createHash('sha256')
    .update(JSON.stringify([input.perNode, able.map((part) => part.plan.hash)]))
    .digest('hex')
    .slice(0, 32)
  const plan: RunPlan = {
    runbook: manyId,
    subject: { kind: 'bulk', id: hash },
    // What is left out is not promised.
    title: manyTitle(first ? { ...input, runs: able } : input),
    checks,
    steps: able.map(toStep),
    impact: first?.plan.impact ?? { downtime: 'none', data: 'none', says: null },
    confirm: able.find((part) => part.plan.confirm !== null) ? String(able.length) : null,
    needsRoot: able.some((part) => part.plan.needsRoot),
    missing: distinct(parts.flatMap((part) => part.plan.missing)),
    blocked: able.length === 0,
    busyWith: null,
    hash,
  }
  return { plan, able }
}

const toStep = ({ plan }: PartPlan): PlannedStep => ({
  id: plan.subject.id,
  title: plan.title,
  act: plan.steps[0]?.act ?? { kind: 'look' },
  change: plan.steps.flatMap((step) => step.change),
  undo: plan.steps[0]?.undo ?? null,
})

/** What stands against a part, or is worth a thought, under its own name. */
function troubles({ subject, checks, missing, blocked }: RunPlan): RunCheck[] {
  const lifted = checks
    .filter((check) => check.level !== 'ok')
    .map((check): RunCheck => ({
      ...check,
      id: `${subject.id}/${check.id}`,
      level: 'warning',
    }))
  return blocked && missing.length > 0 && lifted.length === 0
    ? [{ id: subject.id, level: 'warning', says: say('many.part-blocked', { what: subject.id }) }]
    : lifted
}

const distinct = (missing: RunPlan['missing']) => [...new Map(missing.map((one) => [one.command, one])).values()]

export type ManyDeps = {
  clock: Clock
  log: Log
  store: RunStore
  findCluster(id: string): Cluster | null
  /** Starts one part; a refusal is thrown. */
  startPart(record: RunRecord, part: { runbook: string; input: unknown; key: string }): Promise<{ id: number }>
  stopping(): boolean
}

/** Takes a run of many through: so many at a time per node, until each part has ended. */
export async function driveMany(record: RunRecord, deps: ManyDeps): Promise<void> {
  const { runs, perNode } = ManyInput.parse(record.input)
  const { clock, store } = deps
  const failedToStart = new Set<number>()
  while (!deps.stopping()) {
    const parts = await store.childrenOf(record.id)
    const begun = new Set(parts.map((part) => partOf(part)))
    const waiting = runs.flatMap((_, at) => (begun.has(at) || failedToStart.has(at) || record.cancelling ? [] : [at]))
    const working = parts.filter((part) => !isOver(part.record))
    if (waiting.length === 0 && working.every((part) => part.record.state === 'needs-attention'))
      return finish({ record, parts, refused: failedToStart.size, deps })
    const cluster = deps.findCluster(record.cluster)
    if (!cluster) return
    await showFreeze(record, cluster, store)
    await startSome({ record, runs, waiting, working, perNode, cluster, failedToStart }, deps)
    await clock.sleep(turnMs)
  }
}

/** The parts wait at their own gates; the run of many says why nothing moves. */
async function showFreeze(record: RunRecord, cluster: Cluster, store: RunStore) {
  const [state, pausedFor] = cluster.freeze ? (['paused', 'freeze'] as const) : (['running', null] as const)
  if (record.state === state && record.pausedFor === pausedFor) return
  Object.assign(record, { state, pausedFor })
  await store.save(record)
  cluster.tell({ type: 'changed', topic: 'runs' })
}

type Turn = {
  record: RunRecord
  runs: ManyInput['runs']
  waiting: readonly number[]
  working: readonly StoredRun[]
  perNode: number
  cluster: Cluster
  failedToStart: Set<number>
}

async function startSome(turn: Turn, deps: ManyDeps) {
  const { record, runs, waiting, working, perNode, cluster, failedToStart } = turn
  const feed = cluster.sight(record.user)?.feed
  const nodeOf = (id: string) => feed?.picture().guests.get(id)?.node ?? '?'
  const busy = new Map<string, number>()
  for (const part of working) count(busy, nodeOf(part.plan.subject.id))
  // What those at work have still to ask comes before new ones.
  let room = cluster.room() - sum(working.map(({ record: part }) => (part.steps.some(wasSent) ? 1 : requestsOfPart)))
  for (const at of waiting) {
    const run = runs[at]
    const node = nodeOf(subjectOf(run?.input))
    if (!run || (busy.get(node) ?? 0) >= perNode) continue
    // A handful is what a person would click one by one; only hundreds have to wait for room.
    if (runs.length > handful && room < requestsOfPart) return
    room -= requestsOfPart
    try {
      await deps.startPart(record, { ...run, key: keyOf(record.id, at) })
      count(busy, node)
    } catch (error) {
      if (error instanceof TicketGone || error instanceof PveAway) return
      failedToStart.add(at)
      const words = error instanceof AppError ? error.message : String(error)
      await deps.store.note(record.id, seconds(deps.clock), record.user, {
        step: subjectOf(run.input),
        kind: 'answer',
        text: words,
      })
    }
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
const count = (counts: Map<string, number>, key: string) => void counts.set(key, (counts.get(key) ?? 0) + 1)
/** No browser can send such a key: the contract has no colon in it. */
const keyOf = (parent: number, at: number) => `part:${parent}-${at}`
const partOf = (part: StoredRun) => Number(part.record.key.split('-').at(-1))
const subjectOf = (input: unknown): string =>
  typeof input === 'object' && input !== null && 'vmid' in input ? String(input.vmid) : ''

type Ending = { record: RunRecord; parts: readonly StoredRun[]; refused: number; deps: ManyDeps }

async function finish({ record, parts, refused, deps }: Ending) {
  const failed = refused + parts.filter((part) => part.record.state !== 'succeeded').length
  record.state = record.cancelling ? 'cancelled' : failed === 0 ? 'succeeded' : 'partly'
  record.problem = failed > 0 ? say('many.some-failed', { failed, count: parts.length + refused }) : null
  record.endedAt = seconds(deps.clock)
  await deps.store.save(record)
  await deps.store.note(record.id, record.endedAt, record.user, { step: null, kind: 'state', text: record.state })
  deps.findCluster(record.cluster)?.tell({ type: 'changed', topic: 'runs' })
}
