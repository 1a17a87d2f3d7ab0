import {
  fold,
  rules,
  runRules,
  type AnyRule,
  type Judged,
  type Observed,
  type Outcome,
  type Profile,
} from '@steward/diagnostics'
import { nothingObserved, observe } from './observe.ts'
import { newPartsMemory, partsOf, type Source } from './parts.ts'

export type Root = { cause: Judged; folded: Judged[] }
export type Judgement = { roots: Root[]; outcomes: Outcome[] }

/** Needs the same figures in several readings although it names no part for it. */
const overTime = new Set(['node-statistics-stalled'])
const needsMemory = (rule: AnyRule | undefined) =>
  rule !== undefined && (rule.needs.includes('observed') || overTime.has(rule.id))

const byId = new Map(rules.map((rule) => [rule.id, rule]))
const weight = { critical: 0, warning: 1, notice: 2 } as const
const worstFirst = (a: Judged, b: Judged) => weight[a.severity] - weight[b.severity] || (a.id < b.id ? -1 : 1)

/**
 * Judges one reading. There is no life of findings here: what is seen is told at once.
 *
 * @param now Unix seconds.
 * @param before What earlier readings have shown, for whoever looks more than once.
 */
export function judgeOnce(
  source: Source,
  profile: Profile,
  now: number,
  before: Observed = nothingObserved,
): Judgement {
  const parts = partsOf(source, observe(before, source.picture(), now), newPartsMemory())
  const none = new Map<string, never>()
  const outcomes = runRules(rules, parts, {
    profile,
    now,
    switches: none,
    thresholds: none,
    ignores: () => false,
  }).map(withoutMemory)
  const found = outcomes.flatMap((outcome) => (outcome.state === 'found' ? outcome.findings : []))
  const roots = fold(found).toSorted((a, b) => worstFirst(a.cause, b.cause))
  for (const root of roots) root.folded.sort(worstFirst)
  return { roots, outcomes }
}

/** Since when something stands is known to a running Steward only: finding nothing in one reading does not mean "fine". */
function withoutMemory(outcome: Outcome): Outcome {
  if (outcome.state !== 'ok' || !needsMemory(byId.get(outcome.rule))) return outcome
  const missing = {
    reason: 'not-read-yet',
    message: 'needs several readings: only a running Steward knows since when something stands',
  } as const
  return { rule: outcome.rule, state: 'not-checked', part: 'observed', missing }
}
