import type { RunReply, RunRow } from '@steward/contracts'
import {
  findRunbook,
  isOver,
  manyId,
  mayGoBack,
  mayHaveChanged,
  newStep,
  toPlannedStep,
  type RunRecord,
  type StepRecord,
  type WayOf,
} from '@steward/runbooks'
import type { RunStore, StoredRun } from '../store/runs.ts'
import { isAdmin, type Viewer } from './person.ts'

/** A run as a list shows it. */
export async function toRow({ record, plan }: StoredRun, store: RunStore): Promise<RunRow> {
  const parts = record.runbook === manyId ? await store.childrenOf(record.id) : null
  const over = parts?.filter((part) => isOver(part.record)) ?? []
  return {
    id: record.id,
    runbook: record.runbook,
    subject: plan.subject,
    title: plan.title,
    state: record.state,
    pausedFor: record.pausedFor,
    user: record.user,
    startedAt: record.startedAt,
    endedAt: record.endedAt,
    stepsDone: record.steps.filter((step) => step.state === 'done' || step.state === 'skipped').length,
    stepsTotal: record.steps.length,
    parent: record.parent,
    children: parts && {
      total: totalOf(record, parts.length),
      ended: over.length,
      failed: over.filter((part) => part.record.state !== 'succeeded').length,
    },
  }
}

function totalOf({ input }: RunRecord, begun: number): number {
  const runs = typeof input === 'object' && input !== null && 'runs' in input ? input['runs'] : null
  return Array.isArray(runs) ? runs.length : begun
}

/** A run as its own page shows it: the steps as planned, with how each stands. */
export async function toReply(stored: StoredRun, viewer: Viewer, store: RunStore): Promise<RunReply> {
  const { record, plan } = stored
  const book = findRunbook(record.runbook)
  const steps = book?.steps(record.input, record.facts) ?? []
  const parts = record.runbook === manyId ? await store.childrenOf(record.id) : []
  return {
    ...(await toRow(stored, store)),
    input: record.input,
    checks: plan.checks,
    impact: plan.impact,
    problem: record.problem,
    cancelling: record.cancelling,
    steps: steps.map((step) => {
      const held = record.steps.find((one) => one.id === step.id) ?? newStep(step.id)
      const { state, startedAt, endedAt, upid, problem, words } = held
      return { ...toPlannedStep(step, wayOf(record, held)), state, startedAt, endedAt, upid, problem, words }
    }),
    may: decisionsFor(record, viewer),
    log: await store.log(record.id),
    runs: await Promise.all(parts.map((part) => toRow(part, store))),
    next: [...(nextOf(record) ?? [])],
  }
}

/** What may be wanted now, by how it ended. */
function nextOf(record: RunRecord) {
  const book = findRunbook(record.runbook)
  if (record.state === 'succeeded') return book?.next?.(record.input, record.facts)
  return record.state === 'failed' ? book?.otherwise?.(record.input, record.facts) : []
}

/** Something that was done has a way back that can still be gone. */
function hasWayBack(record: RunRecord): boolean {
  const steps = findRunbook(record.runbook)?.steps(record.input, record.facts) ?? []
  return steps.some(({ id, undo }) => {
    const held = record.steps.find((one) => one.id === id)
    return typeof undo === 'object' && 'act' in undo && held !== undefined && mayHaveChanged(held)
  })
}

/** As it was planned, or by a person where the channel could not be used after all. */
const wayOf =
  ({ viaSsh = [] }: RunRecord, { byHand }: StepRecord): WayOf =>
  (node) =>
    viaSsh.includes(node) && !byHand ? 'ssh' : 'hand'

/** What whoever looks may decide about the run as it stands. */
export function decisionsFor(record: RunRecord, viewer: Viewer): RunReply['may'] {
  const own = record.user === viewer.user
  const over = isOver(record)
  const stuck = record.state === 'needs-attention'
  return {
    cancel: !over && !stuck && !record.cancelling && (own || isAdmin(viewer)),
    retry: stuck && own,
    undo: own && (stuck ? mayGoBack(record) : record.state === 'succeeded' && hasWayBack(record)),
    giveUp: stuck && (own || isAdmin(viewer)),
    takeOver: !over && !own && (stuck || record.state === 'paused'),
    signInAsRoot: record.pausedFor === 'root-sign-in' && own,
  }
}
