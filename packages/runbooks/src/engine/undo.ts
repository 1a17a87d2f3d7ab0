import type { Said } from '@steward/contracts'
import type { Act } from '../acts.ts'
import type { Step, Undo } from '../define-runbook.ts'
import { mayHaveChanged, newIntent, type RunRecord, type StepRecord, type WayBack } from '../record.ts'
import { say } from '../say.ts'
import { taskAppearsMs, wasNeverSent, type Ports, type Sent } from './ports.ts'
import { end, enter, pause, recordOf } from './states.ts'

/** For how long the state from before may take to be seen again. */
const seenSec = 20
const betweenLooksMs = 1500

/**
 * Goes back from the last step that was sent: the failed step may have half happened, so it is taken back too. What
 * cannot be taken back is kept and said; what fails to be taken back stops it.
 */
export async function undoRun(run: RunRecord, steps: readonly Step[], ports: Ports): Promise<void> {
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
    const undone = await takeBack({ run, record, undo: step.undo, ports })
    if (!undone) return
  }
  run.problem = kept ? say('engine.kept') : run.problem
  if (kept) return enter(run, 'needs-attention', ports)
  await end(run, 'undone', ports)
}

type TakeBack = { run: RunRecord; record: StepRecord; undo: Extract<Undo, { act: unknown }>; ports: Ports }

/** False when the way back stops here. */
async function takeBack(taking: TakeBack): Promise<boolean> {
  const { run, record, undo, ports } = taking
  const act = undo.act(record.before)
  if (act !== null && (await undo.verify(ports.proof, record.before)) !== null) {
    const shut = record.back ? null : ports.gate(run, act)
    if (shut) {
      await pause(run, shut, ports)
      return false
    }
    const against = record.back ? await pickUpBack(taking, record.back) : await sendBack(taking, act)
    if (record.back?.byHand) {
      await pause(run, 'person', ports)
      return false
    }
    const problem = await problemOf(taking, against)
    if (problem) return givesUp(taking, problem)
  }
  Object.assign(record, { state: 'undone', proven: false, back: null })
  await ports.save(run)
  await ports.note(run, { step: record.id, kind: 'state', text: 'step-undone' })
  return true
}

async function givesUp({ run, record, ports }: TakeBack, problem: Said): Promise<false> {
  Object.assign(record, { state: 'undo-failed', problem, back: null })
  run.problem = problem
  await enter(run, 'needs-attention', ports)
  return false
}

/** The intent is saved before it is sent, so that it is followed after a restart and never sent again. */
async function sendBack(taking: TakeBack, act: Act): Promise<Said | null> {
  const { run, record, ports } = taking
  const back: WayBack = { intent: newIntent(run, act, ports.now()), upid: null, byHand: false }
  record.back = back
  await ports.save(run)
  await enter(run, 'running', ports)
  const sent = await trySendBack(taking, act)
  switch (sent.kind) {
    case 'task':
      back.upid = sent.upid
      await ports.save(run)
      return followBack(taking, sent.upid)
    case 'done':
      return null
    case 'by-hand':
      back.byHand = true
      await ports.save(run)
      return null
    case 'refused':
      record.words = sent.words
      return say('engine.undo-refused')
    case 'doubt':
      record.words = sent.words
      return pickUpBack(taking, back)
  }
}

async function trySendBack({ run, record, ports }: TakeBack, act: Act): Promise<Sent> {
  try {
    return await ports.send(run, act)
  } catch (error) {
    if (wasNeverSent(error)) {
      record.back = null
      await ports.save(run)
    }
    throw error
  }
}

/** It was sent, and what came of it is not known yet: its task tells, or else what is read. */
async function pickUpBack(taking: TakeBack, back: WayBack): Promise<Said | null> {
  const { run, ports } = taking
  if (back.byHand) return null
  if (back.upid === null && back.intent.act.kind === 'pve' && back.intent.act.task !== null) {
    await ports.sleep(taskAppearsMs)
    back.upid = await ports.findTask(back.intent)
    await ports.save(run)
  }
  return back.upid === null ? null : followBack(taking, back.upid)
}

async function followBack({ record, ports }: TakeBack, upid: string): Promise<Said | null> {
  const ended = await ports.waitTask(upid, () => false)
  if (ended === 'cancelled' || ended.outcome === 'ok' || ended.outcome === 'warnings') return null
  record.words = ended.words
  return say('engine.task-failed')
}

/** Whatever the answer was: whether it stands as before is read. */
async function problemOf({ record, undo, ports }: TakeBack, against: Said | null): Promise<Said | null> {
  const until = ports.now() + (against === null ? seenSec : 0)
  for (;;) {
    const problem = await undo.verify(ports.proof, record.before)
    if (problem === null) return null
    if (ports.now() >= until) return against ?? problem
    await ports.sleep(betweenLooksMs)
  }
}
