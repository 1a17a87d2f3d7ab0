import type { PausedFor, RunState, Said, StepState } from '@steward/contracts'
import type { Act } from './acts.ts'
import type { Json } from './define-runbook.ts'
import type { TaskEndNow } from './look.ts'

/** What is about to be sent, saved before it is: after a crash the task is looked for by this, not started again. */
export type Intent = { act: Act; at: number; user: string }

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
  /** How often it was sent. */
  tries: number
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
  startedAt: null,
  endedAt: null,
  problem: null,
  words: null,
})

const ends = new Set<RunState>(['succeeded', 'failed', 'partly', 'cancelled', 'undone', 'given-up'])
export const isOver = (run: Pick<RunRecord, 'state'>): boolean => ends.has(run.state)

/** Something of this step has reached PVE, as far as is known. */
export const wasSent = (step: StepRecord): boolean => step.tries > 0

/** It was sent, and something may be otherwise than before. */
export const mayHaveChanged = (step: StepRecord): boolean => wasSent(step) && !step.untouched
