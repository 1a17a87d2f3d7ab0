import { expect, test } from 'vitest'
import { findingsOf, guest, node, read, subjectsOf } from '../testing/facts.ts'
import { nodeStatisticsUnknown } from './node-statistics-unknown.ts'

const facts = (values: Parameters<typeof node>[1]) => ({
  nodes: read([node('alder', values)]),
  guests: read([guest(100, { state: 'unknown', unknown: 'statistics-stalled', name: null })]),
  storages: read([]),
})

test('known, and away, are not this', () => {
  expect(subjectsOf(nodeStatisticsUnknown, facts({}))).toEqual([])
  expect(subjectsOf(nodeStatisticsUnknown, facts({ state: 'offline', unknown: 'node-offline' }))).toEqual([])
})

test('in the cluster, and unknown', () => {
  const [finding] = findingsOf(nodeStatisticsUnknown, facts({ state: 'unknown', unknown: 'statistics-stalled' }))
  expect(finding).toMatchObject({ subject: { id: 'alder/statistics' }, params: { node: 'alder' } })
  expect(finding?.explains).toContainEqual({ kind: 'guest', id: '100' })
})

test('what was simply not read yet is no finding', () => {
  expect(subjectsOf(nodeStatisticsUnknown, facts({ state: 'unknown', unknown: 'not-read-yet' }))).toEqual([])
  expect(subjectsOf(nodeStatisticsUnknown, facts({ state: 'unknown', unknown: null }))).toEqual([])
})
