import type { RunReply, RunRow, RunState, RunStepView } from '@steward/contracts'
import type { MarkName, Tone } from '../ui/Mark.tsx'

type Standing = Pick<RunRow, 'state' | 'pausedFor'>

const over = new Set<RunState>(['succeeded', 'failed', 'partly', 'cancelled', 'undone', 'given-up'])
export const isOver = ({ state }: Pick<RunRow, 'state'>): boolean => over.has(state)

const byAPerson = new Set<RunRow['pausedFor']>(['person', 'root-sign-in', 'sign-in'])
/** It will not go on by itself: somebody has to decide, sign in, or run a command. */
export const needsPerson = ({ state, pausedFor }: Standing): boolean =>
  state === 'needs-attention' || (state === 'paused' && byAPerson.has(pausedFor))

export type Pile = 'needsYou' | 'underWay' | 'waiting' | 'finished'
export function pileOf(run: Standing): Pile {
  if (isOver(run)) return 'finished'
  if (needsPerson(run)) return 'needsYou'
  return run.state === 'paused' ? 'waiting' : 'underWay'
}

/**
 * The work list: runs of their own, and parts of a bigger one only while they need somebody. What waits longest stands
 * first; what has ended, last come.
 */
export function toPiles(runs: readonly RunRow[]): Record<Pile, RunRow[]> {
  const piles: Record<Pile, RunRow[]> = { needsYou: [], underWay: [], waiting: [], finished: [] }
  for (const run of runs) {
    const pile = pileOf(run)
    if (run.parent === null || pile === 'needsYou') piles[pile].push(run)
  }
  for (const pile of ['needsYou', 'underWay', 'waiting'] as const) piles[pile].sort((a, b) => a.startedAt - b.startedAt)
  piles.finished.sort((a, b) => (b.endedAt ?? b.startedAt) - (a.endedAt ?? a.startedAt) || b.id - a.id)
  return piles
}

const drawn = {
  running: { mark: 'busy', tone: 'plain', flag: 'live' },
  paused: { mark: 'paused', tone: 'plain', flag: 'unknown' },
  'needs-attention': { mark: 'warn', tone: 'warn', flag: 'warn' },
  succeeded: { mark: 'ok', tone: 'plain', flag: 'ok' },
  failed: { mark: 'critical', tone: 'critical', flag: 'critical' },
  partly: { mark: 'warn', tone: 'warn', flag: 'warn' },
  cancelled: { mark: 'off', tone: 'plain', flag: 'unknown' },
  undone: { mark: 'off', tone: 'plain', flag: 'unknown' },
  'given-up': { mark: 'warn', tone: 'warn', flag: 'warn' },
} as const satisfies Record<
  RunState,
  { mark: MarkName; tone: Tone; flag: 'live' | 'unknown' | 'warn' | 'ok' | 'critical' }
>

export function drawnAs(run: Standing) {
  if (run.state !== 'paused') return drawn[run.state]
  if (run.pausedFor === 'freeze') return { mark: 'frozen', tone: 'frozen', flag: 'frozen' } as const
  return needsPerson(run) ? drawn['needs-attention'] : drawn.paused
}

export type RailLook = 'done' | 'now' | 'stop' | 'wait'

/** How each step stands on the line: where the run stands still for a person, the line is broken. */
export function railOf(run: Pick<RunReply, 'state' | 'pausedFor' | 'steps'>): RailLook[] {
  const at = currentStep(run)
  return run.steps.map((step, index) => {
    if (step.state === 'done' || step.state === 'skipped') return 'done'
    if (step.state === 'failed' || step.state === 'undo-failed' || step.state === 'kept') return 'stop'
    if (index !== at || isOver(run)) return 'wait'
    return run.state === 'running' ? 'now' : 'stop'
  })
}

/** The step that the run is at, or stopped at; -1 when all are done. */
export const currentStep = ({ steps }: Pick<RunReply, 'steps'>): number =>
  steps.findIndex(({ state }) => state !== 'done' && state !== 'skipped')

/** Steps that are done and have left something behind. */
export const changedSteps = (steps: readonly RunStepView[]): RunStepView[] =>
  steps.filter(({ state, act }) => act.kind !== 'look' && keptStates.has(state))
const keptStates = new Set<RunStepView['state']>(['done', 'kept', 'undo-failed'])

/** Nothing that changes anything has left Steward: said only where that is sure. */
export const isUntouched = (steps: readonly RunStepView[]): boolean =>
  steps.every(({ state, act }) => act.kind !== 'pve' || state === 'waiting' || state === 'skipped') &&
  changedSteps(steps).length === 0

/** The step whose task is worth reading: the one under way or stopped at, else the last that had one. */
export function stepWithTask(run: Pick<RunReply, 'steps'>): RunStepView | null {
  const now = run.steps[currentStep(run)]
  return now?.upid ? now : (run.steps.findLast(({ upid }) => upid !== null) ?? null)
}

/** The node that a step's command runs on, or its call leads to. */
export function nodeOf(step: Pick<RunStepView, 'act'>): string | null {
  if (step.act.kind === 'shell') return step.act.node
  if (step.act.kind !== 'pve') return null
  const found = /^\/nodes\/([^/]+)/.exec(step.act.path)?.[1]
  return found === undefined ? null : decodeURIComponent(found)
}
