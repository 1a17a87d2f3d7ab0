import type { PausedFor, Said } from '@steward/contracts'
import type { Act } from '../acts.ts'
import type { Step } from '../define-runbook.ts'
import type { TaskEndNow } from '../look.ts'
import { mayHaveChanged, newIntent, wasSent, type RunRecord, type StepRecord } from '../record.ts'
import { say } from '../say.ts'
import { taskAppearsMs, wasNeverSent, type Ports, type Sent } from './ports.ts'
import { enter } from './states.ts'

export type StepResult =
  | { kind: 'go-on' }
  | { kind: 'paused'; pausedFor: PausedFor }
  | { kind: 'cancelled' }
  /** `doubtful`: whether it was done cannot be told. */
  | { kind: 'failed'; says: Said; doubtful: boolean }

export type Doing = { run: RunRecord; step: Step; record: StepRecord; ports: Ports }

const verifySec = 20
const maxTries = 2
const firstWriteWithinSec = 12 * 3600
const betweenLooksMs = 1500

/** Does one step from wherever it stands: before the write, after the intent was saved, with a task, after the task. */
export async function doStep(doing: Doing): Promise<StepResult> {
  const { step, record } = doing
  if (step.act === null) return prove(doing)
  if (record.state !== 'doing') {
    const ready = await prepare(doing, step.act)
    if (ready) return ready
    const ended = await sendOnce(doing, step.act)
    if (ended) return ended
  } else {
    const ended = await pickUp(doing, step.act)
    if (ended) return ended
  }
  return followTask(doing)
}

/** A step that sends nothing: it waits until what it proves is so. */
async function prove(doing: Doing): Promise<StepResult> {
  const { run, record, ports } = doing
  if (record.state !== 'doing') {
    if (run.cancelling) return { kind: 'cancelled' }
    await begin(record, ports, run)
  }
  return settle(doing)
}

async function begin(record: StepRecord, ports: Ports, run: RunRecord): Promise<void> {
  record.state = 'doing'
  record.startedAt ??= ports.now()
  await ports.save(run)
  await enter(run, 'running', ports)
}

/** All that is asked before a write. Answers why it is not sent, or null. */
async function prepare(doing: Doing, act: Act): Promise<StepResult | null> {
  const { run, step, record, ports } = doing
  if (run.cancelling) return { kind: 'cancelled' }
  record.startedAt ??= ports.now()
  if (await isAlready(step, ports)) {
    await close(doing, 'skipped')
    return { kind: 'go-on' }
  }
  const shut = ports.gate(run, act)
  if (shut) return { kind: 'paused', pausedFor: shut }
  const against = (await step.guard?.(ports.look)) ?? tooOld(run, ports.now())
  if (against) return fail(doing, { says: against, words: null, doubtful: false })
  // What an earlier try may have left half done is not what the way back leads to.
  if (!mayHaveChanged(record) || !wayBack(step)) record.before = (await step.capture?.(ports.look)) ?? null
  return heldBack(doing, act)
}

/** A run that waited for long before its first write is asked for again: who wanted it may not any more. */
const tooOld = (run: RunRecord, now: number): Said | null =>
  now - run.startedAt > firstWriteWithinSec && !run.steps.some(wasSent) ? say('engine.too-old') : null

const wayBack = ({ undo }: Step) => (typeof undo === 'object' && 'act' in undo ? undo : null)

/** Asked once more after all that was read, which may have taken its time. */
function heldBack({ run, ports }: Doing, act: Act): StepResult | null {
  if (run.cancelling) return { kind: 'cancelled' }
  const shut = ports.gate(run, act)
  return shut ? { kind: 'paused', pausedFor: shut } : null
}

/** A list that lags behind may still show what was so; skipping on its word alone would leave the wanted thing undone. */
async function isAlready(step: Step, { look, proof }: Ports): Promise<boolean> {
  if (!(await step.already?.(look))) return false
  return look === proof || ((await step.already?.(proof)) ?? false)
}

async function sendOnce(doing: Doing, act: Act): Promise<StepResult | null> {
  const { run, step, record, ports } = doing
  const before = { ...record }
  record.state = 'doing'
  record.untouched = false
  record.accepted = false
  record.upid = null
  record.end = null
  record.tries += 1
  record.byHand = false
  record.intent = newIntent(run, act, ports.now())
  await ports.save(run)
  await enter(run, 'running', ports)
  const sent = await trySend(doing, act, before)
  switch (sent.kind) {
    case 'task':
      record.upid = sent.upid
      record.accepted = true
      await ports.save(run)
      return null
    case 'done':
      record.accepted = true
      await ports.save(run)
      return null
    case 'by-hand':
      record.byHand = true
      await ports.save(run)
      return { kind: 'paused', pausedFor: 'person' }
    case 'refused':
      return refused(doing, sent.words)
    case 'doubt':
      record.words = sent.words
      return settleDoubt(doing, { act, once: step.once })
  }
}

/** What could not even be sent leaves the step as it was. */
async function trySend({ run, record, ports }: Doing, act: Act, before: StepRecord): Promise<Sent> {
  try {
    return await ports.send(run, act)
  } catch (error) {
    if (wasNeverSent(error)) {
      Object.assign(record, before)
      await ports.save(run)
    }
    throw error
  }
}

/** PVE also refuses what is so already (a container that runs is not started); what is so is read. */
async function refused(doing: Doing, words: string): Promise<StepResult> {
  const { step, record, ports } = doing
  record.words = words
  if ((await step.verify(ports.proof, record.before)) === null) return close(doing, 'done')
  // An error may also come after half of it was done; where it can be read what was before, that is read.
  record.untouched = ((await wayBack(step)?.verify(ports.proof, record.before)) ?? null) === null
  return (
    (await sendAgain(doing, { outcome: 'failed', words, warnings: 0 })) ??
    fail(doing, { says: say('engine.refused'), words, doubtful: false })
  )
}

/** Once more, where the runbook knows why that is right; null where it does not. */
async function sendAgain(doing: Doing, end: TaskEndNow): Promise<StepResult | null> {
  const { run, step, record, ports } = doing
  if (record.tries >= maxTries || run.cancelling) return null
  const again = await step.again?.(end, ports.look, record.before)
  if (!again) return null
  record.problem = again.says
  record.state = 'waiting'
  await ports.save(run)
  await ports.note(run, { step: record.id, kind: 'state', text: 'sent-again' })
  await ports.sleep(again.afterSec * 1000)
  return doStep(doing)
}

/** After a restart or a pause in the middle of a step. */
async function pickUp(doing: Doing, act: Act): Promise<StepResult | null> {
  const { run, step, record, ports } = doing
  if (record.accepted) return null
  if (record.byHand) return waitForPerson(doing)
  // A run that waits for PVE comes by here at each look; that is no news.
  if (run.state === 'running') await ports.note(run, { step: record.id, kind: 'state', text: 'picked-up' })
  return settleDoubt(doing, { act, once: step.once })
}

/** A person runs the command; the step goes on when its effect is to be seen. */
async function waitForPerson({ run, step, record, ports }: Doing): Promise<StepResult | null> {
  if (run.cancelling) return { kind: 'cancelled' }
  if ((await step.verify(ports.proof, record.before)) !== null) return { kind: 'paused', pausedFor: 'person' }
  record.accepted = true
  await ports.save(run)
  return null
}

/**
 * Was it done? Asked of PVE: first its tasks, then the state that was wanted. Only when neither shows it, and sending
 * twice can do no harm, it is sent again, once.
 */
async function settleDoubt(
  doing: Doing,
  { act, once }: { act: Act; once: Said | undefined },
): Promise<StepResult | null> {
  const { run, step, record, ports } = doing
  const intent = record.intent
  if (act.kind === 'pve' && act.task !== null && intent !== null) {
    await ports.sleep(taskAppearsMs)
    const upid = await ports.findTask(intent)
    if (upid !== null) {
      record.upid = upid
      record.accepted = true
      await ports.save(run)
      await ports.note(run, { step: record.id, kind: 'task', text: upid })
      return null
    }
  }
  if ((await step.verify(ports.proof, record.before)) === null) {
    record.accepted = true
    await ports.save(run)
    return null
  }
  if (once || record.tries >= maxTries)
    return fail(doing, { says: once ?? say('engine.doubt'), words: record.words, doubtful: true })
  const against = await step.guard?.(ports.look)
  if (against) return fail(doing, { says: against, words: record.words, doubtful: true })
  const held = heldBack(doing, act)
  if (held?.kind === 'cancelled') return fail(doing, { says: say('engine.doubt'), words: record.words, doubtful: true })
  if (held) return held
  await ports.note(run, { step: record.id, kind: 'state', text: 'sent-again' })
  return sendOnce(doing, act)
}

async function followTask(doing: Doing): Promise<StepResult> {
  const { run, step, record, ports } = doing
  // While PVE cannot be asked the run stays paused: that it is still so at each look is no news.
  if (run.state === 'paused') await step.verify(ports.proof, record.before)
  await enter(run, 'running', ports)
  if (record.upid !== null && record.end === null) {
    const stop = step.stop?.(record.upid) ?? null
    const mayStop = () => stop !== null && run.cancelling && ports.gate(run, stop) === null
    const end = await ports.waitTask(record.upid, mayStop)
    if (end === 'cancelled') return stopTask(doing, record.upid, stop)
    record.end = end
    await ports.save(run)
    await ports.note(run, { step: record.id, kind: 'task', text: end.words })
  }
  const end = record.end
  return end !== null && (end.outcome === 'failed' || end.outcome === 'lost') ? afterFailure(doing, end) : settle(doing)
}

async function stopTask(doing: Doing, upid: string, act: Act | null): Promise<StepResult> {
  const { run, record, ports } = doing
  if (act) await ports.send(run, act)
  record.end = await ports.waitTask(upid, () => false).then((end) => (end === 'cancelled' ? null : end))
  record.words = record.end?.words ?? null
  if (record.end?.outcome === 'ok' || record.end?.outcome === 'warnings') return settle(doing)
  return fail(doing, { says: say('engine.cancelled-task'), words: record.words, doubtful: false })
}

/** The task failed; whether the wanted state is there all the same is read, not concluded. */
async function afterFailure(doing: Doing, end: TaskEndNow): Promise<StepResult> {
  const { step, record, ports } = doing
  record.words = end.words
  const problem = await step.verify(ports.proof, record.before)
  if (problem === null) return close(doing, 'done')
  const again = await sendAgain(doing, end)
  if (again) return again
  record.untouched = step.atomic === true && end.outcome === 'failed'
  return fail(doing, {
    says: end.outcome === 'lost' ? say('engine.task-lost') : say('engine.task-failed'),
    words: end.words,
    doubtful: end.outcome === 'lost',
  })
}

/** Reads back until it is so, or the time for it is over. */
async function settle(doing: Doing): Promise<StepResult> {
  const { run, step, record, ports } = doing
  const until = ports.now() + (step.waitSec ?? verifySec)
  for (;;) {
    const problem = await step.verify(ports.proof, record.before)
    if (problem === null) return close(doing, 'done')
    if (run.cancelling && step.act === null) return { kind: 'cancelled' }
    if (ports.now() >= until) {
      if (!step.optional) return fail(doing, { says: problem, words: null, doubtful: false })
      record.problem = problem
      return close(doing, 'done')
    }
    await ports.sleep(betweenLooksMs)
  }
}

async function close({ run, step, record, ports }: Doing, state: 'done' | 'skipped'): Promise<StepResult> {
  record.state = state
  record.proven = true
  if (record.end?.outcome === 'warnings') tellWarnings(record, record.end)
  record.problem ??= (await step.remark?.(ports.proof)) ?? null
  record.endedAt = ports.now()
  await ports.save(run)
  await enter(run, 'running', ports)
  await ports.note(run, { step: record.id, kind: 'state', text: `step-${state}` })
  return { kind: 'go-on' }
}

/** PVE counts it as done and its log says what is not as it should be (docs/pve-behaviour.md, tasks). */
function tellWarnings(record: StepRecord, { warnings, words }: TaskEndNow): void {
  record.problem ??= say('engine.warnings', { count: warnings })
  record.words ??= words
}

async function fail(
  { run, record, ports }: Doing,
  { says, words, doubtful }: { says: Said; words: string | null; doubtful: boolean },
): Promise<StepResult> {
  record.state = 'failed'
  record.endedAt = ports.now()
  record.problem = says
  record.words = words
  await ports.save(run)
  await ports.note(run, { step: record.id, kind: 'state', text: 'step-failed' })
  return { kind: 'failed', says, doubtful }
}
