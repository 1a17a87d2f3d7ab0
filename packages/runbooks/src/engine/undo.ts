import type { Said } from '@steward/contracts'
import type { Act } from '../acts.ts'
import type { Step, Undo } from '../define-runbook.ts'
import { mayHaveChanged, type RunRecord, type StepRecord } from '../record.ts'
import { say } from '../say.ts'
import type { Ports } from './ports.ts'
import { end, enter, pause, recordOf } from './states.ts'

/**
 * Goes back from the last step that was sent: the failed step may have half happened, so it is taken back too. What
 * cannot be taken back is kept and said; what fails to be taken back stops it.
 */
export async function undoRun(run: RunRecord, steps: readonly Step[], ports: Ports): Promise<void> {
  await enter(run, 'running', ports)
  let kept = false
  for (const step of steps.toReversed()) {
    const record = recordOf(run, step.id)
    if (!mayHaveChanged(record) || step.undo === 'nothing-to-undo' || record.state === 'undone') continue
    if ('notPossible' in step.undo) {
      record.state = 'kept'
      record.problem = step.undo.notPossible
      kept = true
      await ports.save(run)
      continue
    }
    const shut = await takeBack({ run, record, undo: step.undo, ports })
    if (shut) return
  }
  run.problem = kept ? say('engine.kept') : run.problem
  if (kept) return enter(run, 'needs-attention', ports)
  await end(run, 'undone', ports)
}

type TakeBack = { run: RunRecord; record: StepRecord; undo: Extract<Undo, { act: unknown }>; ports: Ports }

/** True when the way back stops here. */
async function takeBack({ run, record, undo, ports }: TakeBack): Promise<boolean> {
  const act = undo.act(record.before)
  if (act !== null && (await undo.verify(ports.proof, record.before)) !== null) {
    const shut = ports.gate(run, act)
    if (shut) {
      await pause(run, shut, ports)
      return true
    }
    const problem = (await sendBack(run, record, act, ports)) ?? (await undo.verify(ports.proof, record.before))
    if (problem) {
      record.state = 'undo-failed'
      record.problem = problem
      run.problem = problem
      await enter(run, 'needs-attention', ports)
      return true
    }
  }
  record.state = 'undone'
  await ports.save(run)
  await ports.note(run, { step: record.id, kind: 'state', text: 'step-undone' })
  return false
}

async function sendBack(run: RunRecord, record: StepRecord, act: Act, ports: Ports): Promise<Said | null> {
  const sent = await ports.send(run, act)
  if (sent.kind === 'refused' || sent.kind === 'doubt') {
    record.words = sent.words
    return say('engine.undo-refused')
  }
  if (sent.kind !== 'task') return null
  record.upid = sent.upid
  await ports.save(run)
  const taskEnd = await ports.waitTask(sent.upid, () => false)
  if (taskEnd === 'cancelled' || taskEnd.outcome === 'ok' || taskEnd.outcome === 'warnings') return null
  record.words = taskEnd.words
  return say('engine.task-failed')
}
