import type { FindingRow } from '@steward/contracts'
import type { T } from '../messages/i18n.ts'
import { cleanText } from '../ui/clean-text.ts'

type Part = 'title' | 'says' | 'detail' | 'cost'
/** A text whose key is made from data. The set tests of the rules hold that each one exists. */
type Saying = (key: string, params: Record<string, string | number>) => string

/** One of a rule's texts with the finding's values. Names and PVE's words in them are cleaned: they are hostile input. */
export function sayRule(t: T, rule: string, part: Part, params: FindingRow['params'] = {}): string {
  return sayer(t)(`rules:${rule}.${part}`, clean(params))
}

/** A guide as lines; those that start with "$ " are commands. */
export function guideLines(t: T, finding: Pick<FindingRow, 'fix' | 'params'>): string[] {
  return sayer(t)(`guides:${finding.fix}.steps`, clean(finding.params)).split('\n')
}
export const guideTitle = (t: T, finding: Pick<FindingRow, 'fix' | 'params'>) =>
  sayer(t)(`guides:${finding.fix}.title`, clean(finding.params))

// The keys are made of rules' ids, which the type of `t` cannot list; a test holds that each has its texts.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const sayer = (t: T): Saying => t as unknown as Saying

const clean = (params: FindingRow['params']) =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? cleanText(value, 80).plain : value,
    ]),
  )

export type ShownState = FindingRow['state'] | 'snoozed' | 'on-purpose'

/** What a reader calls the state: a snoozed finding is open for the rules and quiet for people. */
export function shownState(row: FindingRow, now: number): ShownState {
  if (row.state === 'resolved') return 'resolved'
  if (row.onPurpose) return 'on-purpose'
  if (row.snooze && row.snooze.until > now) return 'snoozed'
  return row.state
}

const weight = { critical: 0, warning: 1, notice: 2 } as const

/** What needs a hand: confirmed, not quieted, not folded under another. Worst first, then the oldest. */
export const openRoots = (rows: readonly FindingRow[], now: number) =>
  rows.filter((row) => row.under === null && shownState(row, now) === 'open').toSorted(worstFirst)
export const worstFirst = (a: FindingRow, b: FindingRow) =>
  weight[a.severity] - weight[b.severity] || a.firstSeenAt - b.firstSeenAt || (a.id < b.id ? -1 : 1)
export const flagOf = { critical: 'critical', warning: 'warn', notice: 'notice' } as const

/** Words of "why is it stuck?". */
export const sayStuck = (t: T, key: string, params: FindingRow['params'] = {}): string =>
  sayer(t)(`stuck:${key}`, clean(params))
export const stuckGuideTitle = (t: T, fix: string) => sayer(t)(`guides:${fix}.title`, {})

/** The steps with the guest's number and node in the commands; both have forms that PVE itself restricts. */
export function stuckGuide(t: T, fix: string, names: Readonly<Record<string, string>>): string[] {
  return sayer(t)(`guides:${fix}.steps`, {})
    .split('\n')
    .map((line) =>
      line.startsWith('$ ')
        ? Object.entries(names).reduce((text, [name, value]) => text.replaceAll(name, value), line)
        : line,
    )
}
