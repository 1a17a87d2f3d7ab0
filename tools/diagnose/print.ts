import { rules, type Judged, type Outcome } from '@steward/diagnostics'
import { addTexts, createI18n } from '@steward/messages/i18n'
import type { Locale } from '@steward/messages'
import type { Judgement, Root } from '../../apps/bff/src/diagnosis/judge-once.ts'
import { safeText, safeValue } from './safe-text.ts'
import { words, type Words } from './words.ts'

type Say = (key: string, params?: Judged['params']) => string

async function sayIn(locale: Locale): Promise<Say> {
  const texts =
    locale === 'en'
      ? (await import('@steward/diagnostics/messages/en')).en
      : (await import('@steward/diagnostics/messages/zh-CN')).zhCN
  const instance = createI18n(() => undefined)
  addTexts(instance, locale, texts)
  const t = instance.getFixedT(locale)
  return (key, params = {}) => safeText(String(t(key, clean(params))), 1000)
}

/** Before they are put into a sentence: an escape sequence must not swallow the sentence's own words. */
const clean = (params: Judged['params']) =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? safeText(value, 120) : value]),
  )

/** Findings with the worst first, what follows from them, and what could not be looked at. */
export async function asText(judgement: Judgement, options: { locale: Locale; evidence: boolean }): Promise<string> {
  const say = await sayIn(options.locale)
  const own = words[options.locale]
  const lines = judgement.roots.flatMap((root) => [...rootLines(root, { say, own, evidence: options.evidence }), ''])
  return [...lines, ...notChecked(judgement.outcomes, say, own), summary(judgement, own)].join('\n')
}

type Saying = { say: Say; own: Words; evidence: boolean }

function rootLines({ cause, folded }: Root, saying: Saying): string[] {
  const { say, own } = saying
  const fix = rules.find((rule) => rule.id === cause.rule)?.fix
  return [
    ...findingLines(cause, saying),
    ...(fix === undefined ? [] : [`  ${own.fix}: ${say(`guides:${fix}.title`, cause.params)}`]),
    ...(folded.length === 0 ? [] : [`  ${own.follows}:`]),
    ...folded.flatMap((finding) => findingLines(finding, saying).map((line) => `    ${line}`)),
  ]
}

function findingLines({ rule, severity, subject, params, evidence }: Judged, { say, own, evidence: wanted }: Saying) {
  return [
    `${own[severity]}  ${say(`rules:${rule}.title`, params)}  [${subject.kind} ${safeText(subject.id)}]  ${rule}`,
    `  ${say(`rules:${rule}.says`, params)}`,
    `  ${say(`rules:${rule}.detail`, params)}`,
    ...(wanted
      ? evidence.map(
          ({ what, value, call, readAt }) =>
            `  - ${safeText(what)}: ${safeText(value)}  (${safeText(call)}${readAt === null ? '' : `, ${time(readAt)}`})`,
        )
      : []),
  ]
}

const time = (at: number) => new Date(at * 1000).toISOString().replace('.000', '')

/** Grouped by reason, so that one missing right is one paragraph and not forty lines. */
function notChecked(outcomes: readonly Outcome[], say: Say, own: Words): string[] {
  const whole = Map.groupBy(
    outcomes.flatMap((outcome) =>
      outcome.state === 'not-checked'
        ? [{ rule: outcome.rule, why: `${outcome.part}: ${own[outcome.missing.reason]}, ${outcome.missing.message}` }]
        : outcome.state === 'crashed'
          ? [{ rule: outcome.rule, why: `${own.crashed}: ${outcome.message}` }]
          : [],
    ),
    ({ why }) => safeText(why, 200),
  )
  const partly = Map.groupBy(
    outcomes.flatMap((outcome) =>
      outcome.state === 'ok' || outcome.state === 'found'
        ? outcome.unseen.map(({ part, key, missing }) => ({ part, key, why: `${part}: ${missing.message}` }))
        : [],
    ),
    ({ why }) => safeText(why, 200),
  )
  if (whole.size + partly.size === 0) return []
  return [
    own.notChecked,
    ...[...whole].flatMap(([why, items]) => [
      `  ${why}`,
      `    ${items.map(({ rule }) => say(`rules:${rule}.title`)).join(' · ')}`,
    ]),
    ...[...partly].map(([why, items]) => `  ${why} (${short([...new Set(items.map(({ key }) => safeText(key)))])})`),
    '',
  ]
}

const short = (keys: readonly string[]) => `${keys.slice(0, 8).join(', ')}${keys.length > 8 ? ', …' : ''}`

function summary({ roots, outcomes }: Judgement, own: Words): string {
  const count = (severity: Judged['severity']) => roots.filter(({ cause }) => cause.severity === severity).length
  const looked = outcomes.filter(({ state }) => state === 'ok' || state === 'found').length
  return `${own.critical}: ${count('critical')}  ${own.warning}: ${count('warning')}  ${own.notice}: ${count('notice')}  (${own.looked}: ${looked}/${outcomes.length})`
}

/** The same for machines. Strings are made safe here too: JSON leaves C1 characters as they are. */
export async function asJson(judgement: Judgement, { locale }: { locale: Locale }): Promise<string> {
  const say = await sayIn(locale)
  const one = (finding: Judged) => ({
    ...finding,
    title: say(`rules:${finding.rule}.title`, finding.params),
    says: say(`rules:${finding.rule}.says`, finding.params),
    detail: say(`rules:${finding.rule}.detail`, finding.params),
  })
  const findings = judgement.roots.map(({ cause, folded }) => ({ ...one(cause), folded: folded.map(one) }))
  const rest = judgement.outcomes.filter(({ state }) => state === 'not-checked' || state === 'crashed')
  const unseen = judgement.outcomes.flatMap((outcome) =>
    outcome.state === 'ok' || outcome.state === 'found'
      ? outcome.unseen.map((item) => ({ rule: outcome.rule, ...item }))
      : [],
  )
  return JSON.stringify(safeValue({ findings, notChecked: rest, unseen }), null, 2)
}
