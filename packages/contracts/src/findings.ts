export type FindingSeverity = 'critical' | 'warning' | 'notice'
export type FindingSubject = {
  kind: 'cluster' | 'guest' | 'node' | 'storage' | 'task' | 'job' | 'user' | 'steward'
  id: string
}
/** One value that a finding rests on: what it is, what PVE said (hostile input), by which call, when (Unix seconds). */
export type FindingEvidence = { what: string; value: string; call: string; readAt: number | null }

/**
 * A finding with its life. It is said from `rules:<rule>.*` with `params`, in the reader's language; a stored one too.
 * `pending`: seen, not yet confirmed. `resolved` ones stay for a day.
 */
export type FindingRow = {
  /** `<rule>:<subject kind>/<subject id>`: the same trouble has the same id for ever. */
  id: string
  rule: string
  area: string
  severity: FindingSeverity
  subject: FindingSubject
  params: Record<string, string | number>
  evidence: FindingEvidence[]
  /** A guide: `guides:<fix>.*`. */
  fix: string
  state: 'pending' | 'open' | 'resolved'
  /** The finding that explains this one; it is folded under it. */
  under: string | null
  firstSeenAt: number
  confirmedAt: number | null
  severityChangedAt: number | null
  resolvedAt: number | null
  /** What it rests on cannot be read at the moment: it stands as last seen. */
  unseenSince: number | null
  snooze: { until: number; reason: string; by: string } | null
  onPurpose: { at: number; reason: string; by: string } | null
  /** How often it came and went lately. */
  flaps: number
}

export type RuleProfile = 'home' | 'production'
export type RuleSetting = { name: string; unit: string; value: number; standard: number; min: number; max: number }
/** One rule as the page of rules lists it: what it needs, and whether it can run here. */
export type RuleRow = {
  id: string
  area: string
  severity: FindingSeverity
  state: 'ok' | 'found' | 'not-checked' | 'crashed' | 'off'
  /** Found how many; with `not-checked` and `crashed`: why. */
  findings: number
  needs: string[]
  why: { part: string; reason: string; message: string } | null
  /** Of how many nodes or guests a part of it is not known, by reason; `keys` names the first of them. */
  unseen: { part: string; reason: string; message: string; count: number; keys: string[] }[]
  fix: string
  learnMore: string | null
  switchedByHand: boolean
  settings: RuleSetting[]
}

export type RuleSettings = {
  profile: RuleProfile
  switches: Record<string, boolean>
  thresholds: Record<string, number>
  /** Subjects to leave out: `tag:lab`, `name:test-*`, `guest/105`; with `<rule>=` in front for one rule only. */
  ignores: string[]
}

export type RulesReply = { checkedAt: number | null; settings: RuleSettings; rules: RuleRow[] }

type Values = Record<string, string | number>
/** One answer to "why is it stuck?" and "would a shutdown work?"; said from `stuck:*` with the params. */
export type StuckReply = {
  checkedAt: number
  verdict: string
  params: Values
  stations: {
    name: string
    state: 'fine' | 'held' | 'cause' | 'not-checked' | 'not-needed'
    say: string
    params: Values
    evidence: string | null
    readAt: number | null
  }[]
  /** What could not be seen; with any of it nothing is called proven. */
  missing: string[]
  fix: string | null
  forecast: {
    will: 'works' | 'likely' | 'may-hang' | 'refused' | 'forced' | 'unknown'
    why: string
    waitsSec: number | null
    params: Values
  }
}
