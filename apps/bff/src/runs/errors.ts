import { PveError } from '@steward/pve-client'
import { LookRefused, PveAway, TicketGone } from '@steward/runbooks'

/** Failures after which nothing can have been done: nothing was sent. */
const notSent = new Set(['unreachable', 'certificate-changed', 'certificate-untrusted', 'target-refused'])
/** Failures without an answer: a write may have been done. */
const noAnswer = new Set(['timeout', 'reset', 'node-unreachable', 'aborted', 'bad-reply', 'too-large'])

export const wasNotSent = (error: PveError) => notSent.has(error.kind)
export const isDoubtful = (error: PveError) => noAnswer.has(error.kind)

/** PVE's words about a failure: the reason, and what it says about single parameters. */
export const wordsOf = ({ reason, fields }: PveError): string =>
  [reason, ...Object.entries(fields ?? {}).map(([name, words]) => `${name}: ${words}`)].join('\n')

/** A read that failed, as what a run does about it: wait for PVE, wait for the person, or stop with PVE's words. */
export function asTrouble(error: unknown): unknown {
  if (!(error instanceof PveError)) return error
  if (error.kind === 'unauthorized') return new TicketGone(error.reason)
  if (wasNotSent(error) || isDoubtful(error)) return new PveAway(error.reason)
  return new LookRefused(wordsOf(error))
}
