import type { Runbook, Step } from '../define-runbook.ts'
import { isOver, mayHaveChanged, wasSent, type RunRecord } from '../record.ts'
import { say } from '../say.ts'
import { LookRefused, Overtaken, PveAway, TicketGone, type Ports } from './ports.ts'
import { end, enter, pause, recordOf } from './states.ts'
import { doStep, type StepResult } from './step.ts'
import { undoRun } from './undo.ts'

/**
 * Takes a run as far as it goes now: to an end, to a pause, or to where a person must decide. Safe to call again: a run
 * that waits and finds the same in its way stays as it is, and one that needs a person does nothing until they decided.
 */
export async function advance(run: RunRecord, book: Runbook, ports: Ports): Promise<void> {
  if (isOver(run) || run.state === 'needs-attention') return
  try {
    await goOn(run, book, ports)
  } catch (error) {
    await pauseFor(run, error, ports)
  }
}

async function goOn(run: RunRecord, book: Runbook, ports: Ports): Promise<void> {
  const steps = book.steps(run.input, run.facts)
  if (run.undoing) return undoRun(run, steps, ports)
  for (const step of steps) {
    const record = recordOf(run, step.id)
    if (record.state === 'done' || record.state === 'skipped') continue
    const result = await doStep({ run, step, record, ports })
    if (result.kind === 'go-on') continue
    return conclude({ run, steps, result, ports })
  }
  await end(run, 'succeeded', ports)
}

type Conclusion = {
  run: RunRecord
  steps: readonly Step[]
  result: Exclude<StepResult, { kind: 'go-on' }>
  ports: Ports
}

async function conclude({ run, steps, result, ports }: Conclusion): Promise<void> {
  if (result.kind === 'paused') return pause(run, result.pausedFor, ports)
  if (result.kind === 'cancelled') return end(run, 'cancelled', ports)
  run.problem = result.says
  const toTakeBack = steps.filter((step) => step.undo !== 'nothing-to-undo' && mayHaveChanged(recordOf(run, step.id)))
  if (toTakeBack.length === 0 && !result.doubtful) return end(run, 'failed', ports)
  const harmless = toTakeBack.every((step) => typeof step.undo === 'object' && 'act' in step.undo && step.undo.harmless)
  if (harmless && toTakeBack.length > 0 && !result.doubtful) {
    run.undoing = true
    await ports.save(run)
    return undoRun(run, steps, ports)
  }
  await enter(run, 'needs-attention', ports)
}

/** What was thrown says what the run waits for; anything unknown needs a person, with what is known saved. */
async function pauseFor(run: RunRecord, error: unknown, ports: Ports): Promise<void> {
  if (error instanceof Overtaken) return
  if (error instanceof PveAway) return pause(run, 'pve', ports)
  if (error instanceof TicketGone) return pause(run, 'sign-in', ports)
  const words = error instanceof Error ? error.message : String(error)
  const record = run.steps.find((step) => step.state === 'doing')
  if (record) record.words = words
  run.problem = error instanceof LookRefused ? say('engine.look-refused', { words }) : say('engine.broken', { words })
  await enter(run, run.steps.some(wasSent) ? 'needs-attention' : 'failed', ports)
  if (run.state === 'failed') run.endedAt = ports.now()
  await ports.save(run)
}
