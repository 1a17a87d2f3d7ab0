import type { RunCheck, RunImpact, RunSubject, Said } from '@steward/contracts'
import type * as z from 'zod'
import type { Act } from './acts.ts'
import type { Look, TaskEndNow } from './look.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** A right that a run needs: path, privilege (`or` another one that PVE takes as well); found missing, it is named with the line that grants it. */
export type Need = { path: string; privilege: string; or?: string }

export type Undo =
  | { notPossible: Said }
  | {
      says: Said
      /** What takes it back, made from what was captured before. null: that state needs nothing. */
      act(before: Json): Act | null
      /** True when it stands as before; null: not told by reading. */
      verify(look: Look, before: Json): Promise<Said | null>
      /** May be done without asking, because it can harm nobody. */
      harmless?: boolean
    }
  | 'nothing-to-undo'

export type Step = {
  /** Unique in its run. */
  id: string
  title: Said
  /** What is sent. null: the step only proves. */
  act: Act | null
  change?: readonly { what: string; from: string | null; to: string | null }[]
  /** Looks first: true when the wanted state is there already, so that nothing is sent. */
  already?(look: Look): Promise<boolean>
  /** Asked right before the write: a sentence stops the run before harm. */
  guard?(look: Look): Promise<Said | null>
  /** Reads what `undo` needs; saved before the write, so that a crash halfway loses nothing. */
  capture?(look: Look): Promise<Json>
  /** Why it must never be sent twice. A doubt then ends as needs-attention. Without it `already` must be able to tell. */
  once?: Said
  /** After a task that failed: why sending it once more, knowingly, is right, and after how many seconds. */
  again?(end: TaskEndNow, look: Look, before: Json): Promise<{ says: Said; afterSec: number } | null>
  /** A task of it that failed has changed nothing. */
  atomic?: boolean
  /** Reads back from PVE through another call than the write: null when it is so, else a sentence. */
  verify(look: Look, before: Json): Promise<Said | null>
  /** For how long `verify` may take to come true after the task's end, in seconds; 20 by default. */
  waitSec?: number
  undo: Undo
  /** How the task that it waits for can be ended by cancelling; without it cancelling waits for the task. */
  stop?(upid: string): Act
  /** Once it is proved: what is worth knowing about it, or null. */
  remark?(look: Look): Promise<Said | null>
  /** A verification that fails is told as a warning and the run goes on. */
  optional?: boolean
}

/**
 * A guided change. `read` is the only part that looks; all else is made of what it read and is pure, so that the plan
 * can be shown, compared and made again after a restart.
 */
export type Runbook<Input = unknown, Facts extends Json = Json> = {
  /** Kebab verb phrase, never reused. */
  id: string
  input: z.ZodType<Input>
  subject(input: Input): RunSubject
  read(input: Input, look: Look): Promise<Facts>
  title(input: Input, facts: Facts): Said
  checks(input: Input, facts: Facts): RunCheck[]
  steps(input: Input, facts: Facts): Step[]
  impact(input: Input, facts: Facts): RunImpact
  needs(input: Input, facts: Facts): readonly Need[]
  /** Runs on the same subject whose place it takes, because it cures what they wait for. */
  overtakes?: readonly string[]
  /** What has to be typed. */
  confirm?(input: Input, facts: Facts): string | null
  /** Runs that may be wanted once this one has succeeded. */
  next?(input: Input, facts: Facts): readonly NextRun[]
  /** Runs that may be wanted once this one has failed. */
  otherwise?(input: Input, facts: Facts): readonly NextRun[]
}

/** An offer, never an order: it is planned and shown like any other run. */
export type NextRun = { runbook: string; input: Json; title: Said }

/** Lets each runbook keep its own types while the registry holds a plain list. */
export function defineRunbook<Input, Facts extends Json>(book: Runbook<Input, Facts>): Runbook {
  // The engine parses every input with the book's own schema, and hands facts only to the book that read them.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return book as unknown as Runbook
}

export const ok = (id: string, says: Said): RunCheck => ({ id, level: 'ok', says })
export const warn = (id: string, says: Said): RunCheck => ({ id, level: 'warning', says })
export const block = (id: string, says: Said): RunCheck => ({ id, level: 'block', says })
