import type { PausedFor, RunState } from '@steward/contracts'
import type { RunRecord, StepRecord } from '../record.ts'
import { LookRefused, type Ports } from './ports.ts'

export const recordOf = (run: RunRecord, id: string): StepRecord => {
  const record = run.steps.find((step) => step.id === id)
  // Steps are made again of saved facts; another set means that the runbook itself was changed under the run.
  if (!record) throw new LookRefused(`the run has no step ${id}: it was started by another version of Steward`)
  return record
}

export async function enter(run: RunRecord, state: RunState, ports: Ports): Promise<void> {
  if (run.state === state && run.pausedFor === null) return
  run.state = state
  run.pausedFor = null
  await ports.save(run)
  await ports.note(run, { step: null, kind: 'state', text: state })
}

export async function end(run: RunRecord, state: RunState, ports: Ports): Promise<void> {
  run.endedAt = ports.now()
  await enter(run, state, ports)
}

export async function pause(run: RunRecord, pausedFor: PausedFor, ports: Ports): Promise<void> {
  if (run.state === 'paused' && run.pausedFor === pausedFor) return
  run.state = 'paused'
  run.pausedFor = pausedFor
  await ports.save(run)
  await ports.note(run, { step: null, kind: 'state', text: `paused-${pausedFor}` })
}
