import type { Facts, PartName, Parts } from './facts.ts'

export type Severity = 'critical' | 'warning' | 'notice'
export type Area =
  | 'quorum'
  | 'node'
  | 'guest'
  | 'power'
  | 'lock'
  | 'cloud-init'
  | 'storage'
  | 'backup'
  | 'ha'
  | 'replication'
  | 'certificate'
  | 'time'
  | 'repository'
  | 'version'
  | 'network'
  | 'access'
  | 'task'
  | 'steward'
export type Profile = 'home' | 'production'

/** What a finding is about. `id` is the row's id (a VMID, a node's name, `node/storage`), or something within it. */
export type Subject = {
  kind: 'cluster' | 'guest' | 'node' | 'storage' | 'task' | 'job' | 'user' | 'steward'
  id: string
}
export const subjectKey = (subject: Subject) => `${subject.kind}/${subject.id}`

/** One value the judgement rests on: what it is, what PVE said, by which call, when. Values are hostile input. */
export type Evidence = { what: string; value: string; call: string; readAt: number | null }

export type Params = Readonly<Record<string, string | number>>

export type Found = {
  subject: Subject
  /** For the texts `rules:<id>.*`; names and PVE's words are quoted by whoever shows them. */
  params?: Params
  evidence: readonly Evidence[]
  /** When this one is graver or milder than the rule as a whole. */
  severity?: Severity
  /** Other subjects whose findings are consequences of this one: they fold under it and stay visible there. */
  explains?: readonly Subject[]
}

/** A threshold with its unit and defaults. */
export type Setting = {
  unit: 'percent' | 'days' | 'hours' | 'minutes' | 'seconds' | 'count' | 'ratio'
  home: number
  production: number
  min: number
  max: number
}
export type Settings = Readonly<Record<string, Setting>>

export type Context<S extends Settings> = {
  /** Unix seconds. Rules have no clock of their own. */
  now: number
  settings: { readonly [K in keyof S]: number }
  profile: Profile
}

export type Rule<N extends PartName = PartName, S extends Settings = Settings, W extends PartName = never> = {
  /** Kebab noun of the failing state, no severity in it, never reused. Equals the file's name. */
  id: string
  area: Area
  severity: Severity
  /** Off in a profile where it would be noise. */
  offIn?: readonly Profile[]
  needs: readonly N[]
  /** Makes the judgement finer where it is there; without it the rule runs all the same. */
  wants?: readonly W[]
  settings?: S
  /** How long it must stand before it is confirmed, in seconds, so that a flicker is no alarm. */
  confirmSec?: number
  /** A guide with exact commands (`guides:<name>`), or a guided run once there is one. */
  fix: string
  learnMore?: `https://${string}`
  check(facts: Pick<Facts, N> & Pick<Parts, W>, context: Context<S>): readonly Found[]
}

/** Any rule, whatever it needs. Only the runner, which honours `needs` and `settings`, may call `check`. */
export type AnyRule = Omit<Rule, 'check' | 'settings' | 'needs' | 'wants'> & {
  needs: readonly PartName[]
  wants?: readonly PartName[]
  settings?: Settings
  check(facts: never, context: never): readonly Found[]
}

/** Types a rule: reading a part that is not in `needs`, or a setting that is not there, does not compile. */
export const defineRule = <
  const N extends PartName,
  const S extends Settings = Record<never, never>,
  const W extends PartName = never,
>(
  rule: Rule<N, S, W>,
): Rule<N, S, W> => rule
