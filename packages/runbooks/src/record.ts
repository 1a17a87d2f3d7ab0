import type { PausedFor, RunState, Said, StepState } from '@steward/contracts'
import type { Act } from './acts.ts'
import type { Json } from './define-runbook.ts'
import type { TaskEndNow } from './look.ts'

/** What is about to be sent, saved before it is: after a crash the task is looked for by this, not started again. */
export type Intent = { act: Act; at: number; user: string }

/** The way back of one step, saved before it is sent like the way there. */
export type WayBack = { intent: Intent; upid: string | null; byHand: boolean }

export type StepRecord = {
  id: string
  state: StepState
  before: Json
  intent: Intent | null
  /** PVE took the request and said so; for calls without a task that is all there is. */
  accepted: boolean
  /** A person runs it; its effect is watched for. */
  byHand: boolean
  upid: string | null
  end: TaskEndNow | null
  /** Certainly nothing came of it: PVE refused it, or the failed task leaves nothing behind. */
  untouched: boolean
  /** How often it was sent since a person last asked for it. */
  tries: number
  /** A try before that may have changed something: asking again does not make it unsent. */
  changed: boolean
  /** It was done and read back. */
  proven: boolean
  back: WayBack | null
  startedAt: number | null
  endedAt: number | null
  problem: Said | null
  words: string | null
}

/** A run as it is kept: everything that is needed to go on after the process was killed at any point. */
export type RunRecord = {
  id: number
  cluster: string
  runbook: string
  input: Json
  facts: Json
  /** Whose ticket the writes are sent with. */
  user: string
  address: string
  /** Of the request that started it: the same request again answers this run. */
  key: string
  state: RunState
  pausedFor: PausedFor | null
  problem: Said | null
  cancelling: boolean
  /** Undoing was chosen: the engine walks back. */
  undoing: boolean
  startedAt: number
  endedAt: number | null
  parent: number | null
  /** Nodes whose shell commands go over the channel, as the plan said. Absent in older records: a person runs them. */
  viaSsh?: readonly string[]
  steps: StepRecord[]
}

export const newStep = (id: string): StepRecord => ({
  id,
  state: 'waiting',
  before: null,
  intent: null,
  accepted: false,
  byHand: false,
  upid: null,
  end: null,
  untouched: false,
  tries: 0,
  changed: false,
  proven: false,
  back: null,
  startedAt: null,
  endedAt: null,
  problem: null,
  words: null,
})

const ends = new Set<RunState>(['succeeded', 'failed', 'partly', 'cancelled', 'undone', 'given-up'])
export const isOver = (run: Pick<RunRecord, 'state'>): boolean => ends.has(run.state)

/** Something of this step has reached PVE, as far as is known. */
export const wasSent = (step: StepRecord): boolean => step.tries > 0 || step.changed

/** It was sent, and something may be otherwise than before. */
export const mayHaveChanged = (step: StepRecord): boolean => step.changed || (step.tries > 0 && !step.untouched)

/** There is something that going back has not dealt with yet. */
export const mayGoBack = (run: RunRecord): boolean =>
  run.steps.some((step) => mayHaveChanged(step) && step.state !== 'undone' && step.state !== 'kept')

export const newIntent = (run: RunRecord, act: Act, at: number): Intent => ({
  act,
  at,
  // The task bears the name of whose ticket starts it.
  user: act.kind === 'pve' && act.asRoot ? 'root@pam' : run.user,
})

/**
 * A person wants it tried once more. What was done stays done, what is in the middle is picked up where it is, and only
 * what failed or was taken back is done anew.
 */
export function chooseRetry(run: RunRecord): void {
  Object.assign(run, { state: 'running', pausedFor: null, problem: null, cancelling: false, undoing: false })
  for (const step of run.steps) {
    step.back = null
    if (step.state === 'kept' && step.proven) step.state = 'done'
    if (['done', 'skipped', 'waiting'].includes(step.state)) continue
    Object.assign(step, { problem: null, words: null })
    if (step.state === 'doing') continue
    const changed = step.state !== 'undone' && mayHaveChanged(step)
    Object.assign(step, { state: 'waiting', changed, tries: 0, end: null, upid: null, endedAt: null })
  }
}

/** A person wants it taken back. */
export function chooseUndo(run: RunRecord): void {
  Object.assign(run, { state: 'running', pausedFor: null, cancelling: false, undoing: true })
}
