import type { PausedFor } from '@steward/contracts'
import type { Act } from '../acts.ts'
import type { Look, TaskEndNow } from '../look.ts'
import type { Intent, RunRecord } from '../record.ts'

/** What came of a write. */
export type Sent =
  | { kind: 'task'; upid: string }
  | { kind: 'done' }
  /** PVE (or the shell) said no: certainly not done. */
  | { kind: 'refused'; words: string }
  /** No answer came: it may have been done or not (docs/pve-behaviour.md, connections that end without an answer). */
  | { kind: 'doubt'; words: string }
  /** It can only be done by a person, with the command that the plan shows. */
  | { kind: 'by-hand' }

/** Thrown by `look`, `send` and `waitTask` when PVE cannot be asked at the moment; the run waits and asks again. */
export class PveAway extends Error {
  override readonly name = 'PveAway'
}
/** Thrown when the person's ticket has ended: the run waits for the sign-in. */
export class TicketGone extends Error {
  override readonly name = 'TicketGone'
}
/** Thrown by `look` when PVE refuses a read for good; its words are PVE's. */
export class LookRefused extends Error {
  override readonly name = 'LookRefused'
}

/** Thrown when another run took this one's place: it has been ended already, and nothing of it goes on. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken'
}

/** `send` could not even begin. */
export const wasNeverSent = (error: unknown): boolean =>
  error instanceof PveAway || error instanceof TicketGone || error instanceof LookRefused || error instanceof Overtaken

/** How long a task that a lost request has started may take to appear in its node's list. */
export const taskAppearsMs = 3000

export type LogLine = { step: string | null; kind: 'state' | 'call' | 'answer' | 'task' | 'person'; text: string }

/** The world as one run sees it. */
export type Ports = {
  /** For plans and checks; in a run of many it may be some seconds old. */
  look: Look
  /** For proofs: PVE as it is at this moment. */
  proof: Look
  /** Unix seconds. */
  now(): number
  sleep(ms: number): Promise<void>
  /** Written before it resolves: a crash right after loses nothing. */
  save(run: RunRecord): Promise<void>
  note(run: RunRecord, line: LogLine): Promise<void>
  /** Asked right before each write: why it may not be sent now. */
  gate(run: RunRecord, act: Act): PausedFor | null
  /** Thrown errors of the three kinds mean that nothing was sent; a request without an answer is a `doubt`. */
  send(run: RunRecord, act: Act): Promise<Sent>
  /** Looks for the task that the intent would have started, alive or ended; null when there is none. */
  findTask(intent: Intent): Promise<string | null>
  waitTask(upid: string, cancelled: () => boolean): Promise<TaskEndNow | 'cancelled'>
}
