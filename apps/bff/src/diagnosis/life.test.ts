import type { AnyRule, Judged, Outcome } from '@steward/diagnostics'
import { expect, test } from 'vitest'
import { live, type Life } from './life.ts'

const rule = {
  id: 'test-rule',
  area: 'node',
  severity: 'warning',
  needs: [],
  confirmSec: 60,
  fix: 'guide',
  check: () => [],
} as AnyRule
const judged = (id = 'alder', values: Partial<Judged> = {}): Judged => ({
  id: `test-rule:node/${id}`,
  rule: 'test-rule',
  subject: { kind: 'node', id },
  severity: 'warning',
  params: {},
  evidence: [{ what: 'x', value: '1', call: 'GET /x', readAt: 1 }],
  explains: [],
  ...values,
})
const found = (...findings: Judged[]): Outcome[] => [{ rule: 'test-rule', state: 'found', findings, unseen: [] }]
const ok: Outcome[] = [{ rule: 'test-rule', state: 'ok', unseen: [] }]
const nothing: Life = { rows: new Map(), absences: new Map() }
const step = (before: Life, now: number, outcomes: Outcome[]) =>
  live(before, { now, outcomes, under: new Map(), ruleOf: () => rule })
const only = (life: Life) => [...life.rows.values()][0]

test('a finding is pending until it has stood for its time', () => {
  const first = step(nothing, 1000, found(judged()))
  expect(only(first)).toMatchObject({ state: 'pending', firstSeenAt: 1000, confirmedAt: null })
  expect(only(step(first, 1059, found(judged())))?.state).toBe('pending')
  expect(only(step(first, 1060, found(judged())))).toMatchObject({ state: 'open', confirmedAt: 1060 })
})

test('what flickers and was never confirmed leaves no trace', () => {
  const first = step(nothing, 1000, found(judged()))
  const gone = step(first, 1010, ok)
  expect(step(gone, 1045, ok).rows.size).toBe(0)
})

test('what is gone is resolved after a while, and forgotten a day later', () => {
  let life = step(step(nothing, 1000, found(judged())), 1100, found(judged()))
  life = step(life, 1110, ok)
  expect(only(life)?.state).toBe('open')
  life = step(life, 1141, ok)
  expect(only(life)).toMatchObject({ state: 'resolved', resolvedAt: 1141 })
  expect(step(life, 1141 + 86_401, ok).rows.size).toBe(0)
})

test('what could not be looked at stays as it was last seen, and is never resolved by that', () => {
  const open = step(step(nothing, 1000, found(judged())), 1100, found(judged()))
  const blind = step(open, 2000, [
    { rule: 'test-rule', state: 'not-checked', part: 'nodes', missing: { reason: 'no-right', message: '' } },
  ])
  expect(only(blind)).toMatchObject({ state: 'open', unseenSince: 2000 })
  const partly = step(open, 9000, [
    {
      rule: 'test-rule',
      state: 'ok',
      unseen: [{ part: 'nodeServices', key: 'alder', missing: { reason: 'read-failed', message: '' } }],
    },
  ])
  expect(only(partly)?.state).toBe('open')
})

test('one that comes back soon is the same finding, and flapping is damped', () => {
  let life = step(step(nothing, 1000, found(judged())), 1100, found(judged()))
  let now = 1100
  for (let round = 0; round < 3; round += 1) {
    life = step(life, (now += 10), ok)
    life = step(life, (now += 31), ok)
    expect(only(life)?.state).toBe('resolved')
    life = step(life, (now += 60), found(judged()))
  }
  expect(only(life)).toMatchObject({ state: 'open', flaps: 3, firstSeenAt: 1000 })
  life = step(life, (now += 10), ok)
  expect(only(step(life, now + 100, ok))?.state).toBe('open')
})

test('a repeated reading is no news: the row stays the same object', () => {
  const open = step(step(nothing, 1000, found(judged())), 1100, found(judged()))
  const again = step(
    open,
    1200,
    found(judged('alder', { evidence: [{ what: 'x', value: '1', call: 'GET /x', readAt: 999 }] })),
  )
  expect(only(again)).toBe(only(open))
})

test('a rule that is switched off takes its findings with it', () => {
  const open = step(step(nothing, 1000, found(judged())), 1100, found(judged()))
  expect(step(open, 1200, [{ rule: 'test-rule', state: 'off' }]).rows.size).toBe(0)
})
