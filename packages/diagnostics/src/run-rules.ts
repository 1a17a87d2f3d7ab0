import {
  subjectKey,
  type AnyRule,
  type Found,
  type Params,
  type Profile,
  type Severity,
  type Subject,
  type Evidence,
} from './define-rule.ts'
import { isMissing, type Missing, type PartName, type Parts } from './facts.ts'

export type Outcome =
  | { rule: string; state: 'ok'; /** Keys (nodes, guests) that could not be looked at, with why. */ unseen: Unseen[] }
  | { rule: string; state: 'found'; findings: Judged[]; unseen: Unseen[] }
  | { rule: string; state: 'not-checked'; part: string; missing: Missing }
  | { rule: string; state: 'off' }
  | { rule: string; state: 'crashed'; message: string }
export type Unseen = { part: string; key: string; missing: Missing }

/** A finding before it has a life: rule + subject is its identity. */
export type Judged = {
  id: string
  rule: string
  subject: Subject
  severity: Severity
  params: Params
  evidence: readonly Evidence[]
  explains: readonly Subject[]
}

export type RunSettings = {
  profile: Profile
  now: number
  /** Rule id → on or off by hand. */
  switches: ReadonlyMap<string, boolean>
  /** `<rule>.<setting>` → value by hand. */
  thresholds: ReadonlyMap<string, number>
  /** Patterns of subjects to leave out: `tag:lab`, `name:test-*`, `guest/105`. */
  ignores(rule: string, subject: Subject): boolean
}

/** Runs the rules. A rule whose parts are missing is "not checked"; one that throws is a finding about Steward itself and stops nothing. */
export function runRules(rules: readonly AnyRule[], parts: Parts, settings: RunSettings): Outcome[] {
  return rules.map((rule) => runRule(rule, parts, settings))
}

export function runRule(rule: AnyRule, parts: Parts, settings: RunSettings): Outcome {
  if (!isOn(rule, settings)) return { rule: rule.id, state: 'off' }
  for (const name of rule.needs) {
    const part = parts[name]
    if (isMissing(part)) return { rule: rule.id, state: 'not-checked', part: name, missing: part }
  }
  const unseen = unseenOf(rule, parts)
  try {
    const context = { now: settings.now, profile: settings.profile, settings: thresholdsOf(rule, settings) }
    const found = call(rule, parts, context).filter((item) => !settings.ignores(rule.id, item.subject))
    return found.length === 0
      ? { rule: rule.id, state: 'ok', unseen }
      : { rule: rule.id, state: 'found', findings: found.map((item) => judged(rule, item)), unseen }
  } catch (error) {
    return { rule: rule.id, state: 'crashed', message: error instanceof Error ? error.message : String(error) }
  }
}

/** `needs` was checked before, and the thresholds were made from the rule's own settings: so the arguments are what it wants. */
function call(rule: AnyRule, parts: unknown, context: unknown): readonly Found[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return (rule.check as (facts: unknown, context: unknown) => readonly Found[])(parts, context)
}

export const isOn = (rule: AnyRule, settings: Pick<RunSettings, 'switches' | 'profile'>) =>
  settings.switches.get(rule.id) ?? !(rule.offIn?.includes(settings.profile) ?? false)

/** A rule over nodes or guests judges those that were read; the others are named. When none was read it is not checked at all. */
const unseenOf = (rule: AnyRule, parts: Parts): Unseen[] => rule.needs.flatMap((name) => unseenIn(name, parts[name]))

/** Many rules need the same part, and thousands of guests may be missing in it. */
const listed = new WeakMap<object, Unseen[]>()
function unseenIn(name: PartName, part: object): Unseen[] {
  if (isMissing(part) || !('missing' in part) || !(part.missing instanceof Map)) return nothingUnseen
  const held = listed.get(part)
  if (held) return held
  const missingIn: ReadonlyMap<string, Missing> = part.missing
  const made = [...missingIn].map(([key, missing]) => ({ part: name, key, missing }))
  listed.set(part, made)
  return made
}
const nothingUnseen: Unseen[] = []

function thresholdsOf(rule: AnyRule, settings: RunSettings): Record<string, number> {
  return Object.fromEntries(
    Object.entries(rule.settings ?? {}).map(([name, setting]) => {
      const chosen = settings.thresholds.get(`${rule.id}.${name}`)
      return [
        name,
        chosen === undefined ? setting[settings.profile] : Math.min(setting.max, Math.max(setting.min, chosen)),
      ]
    }),
  )
}

const judged = (rule: AnyRule, found: Found): Judged => ({
  id: `${rule.id}:${subjectKey(found.subject)}`,
  rule: rule.id,
  subject: found.subject,
  severity: found.severity ?? rule.severity,
  params: found.params ?? {},
  evidence: found.evidence,
  explains: found.explains ?? [],
})

const weight: Record<Severity, number> = { critical: 3, warning: 2, notice: 1 }

/** Folds findings under the graver cause that explains their subject. One cause, one finding; nothing is lost. */
export function fold(findings: readonly Judged[]): { cause: Judged; folded: Judged[] }[] {
  const causes = findings
    .filter((finding) => finding.explains.length > 0)
    .toSorted((a, b) => weight[b.severity] - weight[a.severity])
  const under = new Map<Judged, Judged>()
  for (const cause of causes) {
    const explained = new Set(cause.explains.map(subjectKey))
    for (const finding of findings) {
      if (finding === cause || under.has(finding) || under.get(cause) === finding) continue
      if (explained.has(subjectKey(finding.subject)) && weight[finding.severity] <= weight[cause.severity])
        under.set(finding, cause)
    }
  }
  const byRoot = Map.groupBy(findings, (finding) => rootOf(finding, under))
  return findings
    .filter((finding) => !under.has(finding))
    .map((cause) => ({ cause, folded: (byRoot.get(cause) ?? []).filter((finding) => finding !== cause) }))
}

function rootOf(finding: Judged, under: ReadonlyMap<Judged, Judged>): Judged {
  let at = finding
  for (let next = under.get(at); next && next !== finding; next = under.get(at)) at = next
  return at
}
