import type { FindingEvidence, FindingRow } from '@steward/contracts'
import type { AnyRule, Judged, Outcome } from '@steward/diagnostics'

/** A finding that is gone this long is resolved; one that flaps must stay away longer. */
const resolveAfterSec = 30
const flappingResolveAfterSec = 15 * 60
const flapWindowSec = 30 * 60
export const resolvedKeptSec = 24 * 3600
const defaultConfirmSec = 30

type Lives = ReadonlyMap<string, FindingRow>
/** Findings that were not found this time, and since when (Unix seconds). */
export type Absences = ReadonlyMap<string, number>
export type Life = { rows: Lives; absences: Absences }

export type Step = {
  now: number
  outcomes: readonly Outcome[]
  /** Root and folded findings as `fold` arranged them: id → id of the cause. */
  under: ReadonlyMap<string, string>
  ruleOf: (id: string) => AnyRule | undefined
}

/**
 * Brings the findings to the next reading. Pure. What is found anew is pending until it has stood for its rule's time;
 * what could not be looked at stays as it was last seen; what is gone is resolved after a while.
 */
export function live(before: Life, step: Step): Life {
  const found = new Map(
    step.outcomes.flatMap((outcome) =>
      outcome.state === 'found' ? outcome.findings.map((finding) => [finding.id, finding] as const) : [],
    ),
  )
  const rows = new Map<string, FindingRow>()
  const absences = new Map<string, number>()
  for (const finding of found.values()) rows.set(finding.id, seen(finding, before.rows.get(finding.id), step))
  for (const row of before.rows.values()) {
    if (found.has(row.id)) continue
    const next = notSeen(row, before.absences.get(row.id), step)
    if (!next) continue
    rows.set(row.id, next.row)
    if (next.absentSince !== null) absences.set(row.id, next.absentSince)
  }
  return { rows, absences }
}

function seen(finding: Judged, held: FindingRow | undefined, { now, under, ruleOf }: Step): FindingRow {
  const rule = ruleOf(finding.rule)
  const again = held?.state === 'resolved'
  const recently = again && now - (held.resolvedAt ?? 0) < flapWindowSec
  const fresh = !held || (again && !recently)
  const firstSeenAt = fresh ? now : held.firstSeenAt
  const confirmed = fresh ? null : held.confirmedAt
  const stands = now - firstSeenAt >= (rule?.confirmSec ?? defaultConfirmSec)
  const confirmedAt = confirmed ?? (stands ? now : null)
  const row: FindingRow = {
    id: finding.id,
    rule: finding.rule,
    area: rule?.area ?? 'steward',
    severity: finding.severity,
    subject: finding.subject,
    params: sameJson(held?.params, finding.params) && held ? held.params : { ...finding.params },
    evidence: keepEvidence(held?.evidence, finding.evidence),
    fix: rule?.fix ?? '',
    state: confirmedAt === null ? 'pending' : 'open',
    under: under.get(finding.id) ?? null,
    firstSeenAt,
    confirmedAt,
    severityChangedAt:
      held && !fresh && held.severity !== finding.severity ? now : fresh ? null : held.severityChangedAt,
    resolvedAt: null,
    unseenSince: null,
    snooze: held?.snooze && held.snooze.until > now ? held.snooze : null,
    onPurpose: held?.onPurpose ?? null,
    flaps: recently ? held.flaps + 1 : fresh ? 0 : held.flaps,
  }
  return held && sameJson(held, row) ? held : row
}

function notSeen(
  row: FindingRow,
  absentSince: number | undefined,
  { now, outcomes }: Step,
): { row: FindingRow; absentSince: number | null } | null {
  if (row.state === 'resolved') return now - (row.resolvedAt ?? 0) > resolvedKeptSec ? null : { row, absentSince: null }
  const outcome = outcomes.find((item) => item.rule === row.rule)
  // The rule is switched off or gone: so is what it found.
  if (!outcome || outcome.state === 'off') return null
  if (couldNotLook(outcome, row))
    return { row: row.unseenSince === null ? { ...row, unseenSince: now } : row, absentSince: null }
  const since = absentSince ?? now
  const wait = row.flaps >= 3 ? flappingResolveAfterSec : resolveAfterSec
  if (now - since < wait) return { row, absentSince: since }
  // What was never confirmed leaves no trace.
  if (row.state === 'pending') return null
  return { row: { ...row, state: 'resolved', resolvedAt: now, under: null, unseenSince: null }, absentSince: null }
}

/** Nothing that could not be looked at counts as gone. */
function couldNotLook(outcome: Outcome, row: FindingRow): boolean {
  if (outcome.state === 'not-checked' || outcome.state === 'crashed') return true
  if (outcome.state !== 'ok' && outcome.state !== 'found') return false
  const [first] = row.subject.id.split('/')
  return outcome.unseen.some((unseen) => unseen.key === first || unseen.key === row.subject.id)
}

/** The same values keep the time of the reading that first showed them: a repeated reading is no news. */
function keepEvidence(
  held: readonly FindingEvidence[] | undefined,
  next: readonly FindingEvidence[],
): FindingEvidence[] {
  const plain = (list: readonly FindingEvidence[]) => list.map(({ what, value, call }) => [what, value, call])
  return held && sameJson(plain(held), plain(next)) ? [...held] : next.map((item) => ({ ...item }))
}

const sameJson = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
