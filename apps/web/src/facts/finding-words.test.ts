import type { FindingRow } from '@steward/contracts'
import { expect, test } from 'vitest'
import { openRoots, shownState } from './finding-words.ts'

const row = (values: Partial<FindingRow>): FindingRow => ({
  id: 'r:node/a',
  rule: 'r',
  area: 'node',
  severity: 'warning',
  subject: { kind: 'node', id: 'a' },
  params: {},
  evidence: [],
  fix: 'g',
  state: 'open',
  under: null,
  firstSeenAt: 1,
  confirmedAt: 2,
  severityChangedAt: null,
  resolvedAt: null,
  unseenSince: null,
  snooze: null,
  onPurpose: null,
  flaps: 0,
  ...values,
})

test('a snooze ends by itself, a mark does not', () => {
  const snoozed = row({ snooze: { until: 100, reason: 'x', by: 'a' } })
  expect(shownState(snoozed, 99)).toBe('snoozed')
  expect(shownState(snoozed, 101)).toBe('open')
  expect(shownState(row({ onPurpose: { at: 1, reason: 'x', by: 'a' } }), 1e9)).toBe('on-purpose')
})

test('what needs a hand is confirmed, loud and a cause; the worst comes first', () => {
  const rows = [
    row({ id: '1', severity: 'notice' }),
    row({ id: '2', severity: 'critical' }),
    row({ id: '3', state: 'pending' }),
    row({ id: '4', under: '2' }),
    row({ id: '5', state: 'resolved' }),
  ]
  expect(openRoots(rows, 10).map((item) => item.id)).toEqual(['2', '1'])
})
