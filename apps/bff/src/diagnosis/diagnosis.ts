import type { FindingRow, RuleRow, RuleSettings, RulesReply } from '@steward/contracts'
import {
  fold,
  isOn,
  rules,
  runRule,
  type AnyRule,
  type Judged,
  type Outcome,
  type Unseen,
  type PartName,
  type Parts,
  type RunSettings,
} from '@steward/diagnostics'
import { AppError } from '../app-error.ts'
import { seconds, type Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Feed } from '../readers/feed.ts'
import type { FindingStore } from '../store/findings.ts'
import { compileIgnores } from './ignores.ts'
import { live, type Life } from './life.ts'
import { observe, packObserved, unpackObserved } from './observe.ts'
import { newPartsMemory, partsOf } from './parts.ts'

/** Rules look at the clock too, so all of them run again this often even when nothing changed. */
const rerunAllMs = 60_000
const saveMs = 60_000

const byId = new Map(rules.map((rule) => [rule.id, rule]))

/** The rules over one feed, and the findings with their lives. */
export type Diagnosis = {
  findings(): ReadonlyMap<string, FindingRow>
  /** Judges the feed's present picture. */
  update(feed: Feed): void
  rules(): RulesReply
  settings(): RuleSettings
  /** Since when this lock has been seen on the guest (Unix seconds). */
  lockSince(guest: string, lock: string | null): number | null
  changeSettings(change: {
    profile?: RuleSettings['profile'] | undefined
    switches?: Record<string, boolean | null> | undefined
    thresholds?: Record<string, number | null> | undefined
    ignores?: string[] | undefined
  }): Promise<void>
  change(id: string, change: Pick<FindingRow, 'snooze' | 'onPurpose'>): Promise<void>
  save(): Promise<void>
}

export const standardSettings: RuleSettings = { profile: 'home', switches: {}, thresholds: {}, ignores: [] }

/** What is remembered over restarts; null for a person's own reading, which leaves nothing behind. */
export type Remembered = {
  store: FindingStore
  rows: FindingRow[]
  observed: string | null
  settings: RuleSettings | null
}

export async function remember(store: FindingStore, cluster: string): Promise<Remembered> {
  return {
    store,
    rows: await store.list(cluster),
    observed: await store.observed(cluster),
    settings: await store.settings(cluster),
  }
}

type Deps = { cluster: string; clock: Clock; log: Log; remembered: Remembered | null }

export function createDiagnosis({ cluster, clock, log, remembered }: Deps): Diagnosis {
  const store = remembered?.store ?? null
  let settings = remembered?.settings ?? standardSettings
  let life: Life = { rows: new Map(remembered?.rows.map((row) => [row.id, row]) ?? []), absences: new Map() }
  let observed = unpackObserved(remembered?.observed ?? null)
  let outcomes = new Map<string, Outcome>()
  const memory = newPartsMemory()
  const judgedOn = new Map<string, readonly unknown[]>()
  let lastAllMs = 0
  let lastSaveMs = 0
  let checkedAt: number | null = null
  const told = new Set<string>()

  function run(parts: Parts, runSettings: RunSettings, all: boolean) {
    for (const rule of rules) {
      const needs = [...rule.needs, ...(rule.wants ?? [])].map((name: PartName) => parts[name])
      const before = judgedOn.get(rule.id)
      if (!all && before && needs.every((part, index) => part === before[index])) continue
      judgedOn.set(rule.id, needs)
      const outcome = runRule(rule, parts, runSettings)
      if (outcome.state === 'crashed' && !told.has(rule.id)) {
        told.add(rule.id)
        log.error({ cluster, rule: rule.id, reason: outcome.message }, 'a rule failed')
      }
      outcomes.set(rule.id, outcome)
    }
  }

  function update(feed: Feed) {
    const now = seconds(clock)
    observed = observe(observed, feed.picture(), now)
    const all = clock.now() - lastAllMs >= rerunAllMs
    if (all) lastAllMs = clock.now()
    const runSettings: RunSettings = {
      profile: settings.profile,
      now,
      switches: new Map(Object.entries(settings.switches)),
      thresholds: new Map(Object.entries(settings.thresholds)),
      ignores: compileIgnores(settings.ignores, feed.picture().guests),
    }
    run(partsOf(feed, observed, memory), runSettings, all)
    checkedAt = now
    const found = [...outcomes.values()].flatMap((outcome) => (outcome.state === 'found' ? outcome.findings : []))
    const before = life
    life = live(life, { now, outcomes: [...outcomes.values()], under: underOf(found), ruleOf: (id) => byId.get(id) })
    if (store) void keep(before, feed)
  }

  /** Only what changed is written; the memory of locks and fill once a minute. */
  async function keep(before: Life, feed: Feed) {
    try {
      const changed = [...life.rows.values()].filter((row) => before.rows.get(row.id) !== row)
      const gone = [...before.rows.keys()].filter((id) => !life.rows.has(id))
      if (changed.length + gone.length > 0) await store?.save(cluster, changed, gone)
      if (clock.now() - lastSaveMs > saveMs && feed.readAt() !== null) {
        lastSaveMs = clock.now()
        await store?.saveObserved(cluster, packObserved(observed))
      }
    } catch (error) {
      log.error({ err: error, cluster }, 'findings could not be saved')
    }
  }

  return {
    findings: () => life.rows,
    update,
    settings: () => settings,
    lockSince: (guest, lock) => observed.lockSince.get(`${guest}:${lock}`) ?? null,
    rules: () => ({ checkedAt, settings, rules: rules.map((rule) => ruleRow(rule, outcomes.get(rule.id), settings)) }),
    async changeSettings(change) {
      const unknown = Object.keys(change.switches ?? {}).find((id) => !byId.has(id))
      if (unknown !== undefined)
        throw new AppError('bad-input', `There is no rule "${unknown}".`, { fields: { switches: unknown } })
      for (const [name, value] of Object.entries(change.thresholds ?? {})) refuseOddThreshold(name, value)
      settings = {
        profile: change.profile ?? settings.profile,
        switches: withChanges(settings.switches, change.switches),
        thresholds: withChanges(settings.thresholds, change.thresholds),
        ignores: change.ignores ?? settings.ignores,
      }
      outcomes = new Map()
      judgedOn.clear()
      lastAllMs = 0
      await store?.saveSettings(cluster, settings)
    },
    async change(id, change) {
      const held = life.rows.get(id)
      if (!held) throw new AppError('not-found', 'This finding is not there any more.')
      const row = { ...held, ...change }
      life = { ...life, rows: new Map(life.rows).set(id, row) }
      await store?.save(cluster, [row], [])
    },
    async save() {
      await store?.saveObserved(cluster, packObserved(observed))
    },
  }
}

/** A threshold is named `<rule>.<setting>` and stays within the rule's own limits. */
function refuseOddThreshold(name: string, value: number | null) {
  const cut = name.indexOf('.')
  const setting = byId.get(name.slice(0, cut))?.settings?.[name.slice(cut + 1)]
  if (!setting) throw new AppError('bad-input', `There is no threshold "${name}".`, { fields: { thresholds: name } })
  if (value !== null && !(value >= setting.min && value <= setting.max))
    throw new AppError('bad-input', `${name} must be from ${setting.min} to ${setting.max}.`, {
      fields: { [name]: `${setting.min} … ${setting.max}` },
    })
}

/** null takes a choice back. */
function withChanges<T>(held: Record<string, T>, change: Record<string, T | null> | undefined): Record<string, T> {
  const next = new Map(Object.entries(held))
  for (const [key, value] of Object.entries(change ?? {})) {
    if (value === null) next.delete(key)
    else next.set(key, value)
  }
  return Object.fromEntries(next)
}

function underOf(found: readonly Judged[]): Map<string, string> {
  return new Map(fold(found).flatMap(({ cause, folded }) => folded.map((finding) => [finding.id, cause.id] as const)))
}

/** Nobody reads a thousand numbers, and all rules over guests would send the same ones. */
const namedUnseen = 12

function groupsOf(unseen: readonly Unseen[]): RuleRow['unseen'] {
  const groups = Map.groupBy(unseen, ({ part, missing }) => `${part} ${missing.reason} ${missing.message}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const keys = group.slice(0, namedUnseen).map(({ key }) => key)
    return [{ part: first.part, ...first.missing, count: group.length, keys }]
  })
}

function ruleRow(rule: AnyRule, outcome: Outcome | undefined, settings: RuleSettings): RuleRow {
  const state =
    outcome?.state ??
    (isOn(rule, { switches: new Map(Object.entries(settings.switches)), profile: settings.profile })
      ? 'not-checked'
      : 'off')
  return {
    id: rule.id,
    area: rule.area,
    severity: rule.severity,
    state,
    findings: outcome?.state === 'found' ? outcome.findings.length : 0,
    needs: [...rule.needs],
    why:
      outcome?.state === 'not-checked'
        ? { part: outcome.part, ...outcome.missing }
        : outcome?.state === 'crashed'
          ? { part: '', reason: 'crashed', message: outcome.message }
          : null,
    unseen: outcome?.state === 'ok' || outcome?.state === 'found' ? groupsOf(outcome.unseen) : [],
    fix: rule.fix,
    learnMore: rule.learnMore ?? null,
    switchedByHand: rule.id in settings.switches,
    settings: Object.entries(rule.settings ?? {}).map(([name, setting]) => ({
      name,
      unit: setting.unit,
      value: settings.thresholds[`${rule.id}.${name}`] ?? setting[settings.profile],
      standard: setting[settings.profile],
      min: setting.min,
      max: setting.max,
    })),
  }
}
