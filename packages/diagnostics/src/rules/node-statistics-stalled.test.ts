import { expect, test } from 'vitest'
import { findingsOf, guest, node, now, read, storage, subjectsOf } from '../testing/facts.ts'
import { nodeStatisticsStalled } from './node-statistics-stalled.ts'

const facts = (values: Parameters<typeof node>[1]) => ({
  nodes: read([node('alder', values)]),
  guests: read([guest(100), guest(200, { node: 'birch' })]),
  storages: read([storage('alder', 'nas')]),
})

test('moving figures', () => {
  expect(subjectsOf(nodeStatisticsStalled, facts({}))).toEqual([])
})

test('figures that stand still, with what they make stale', () => {
  expect(findingsOf(nodeStatisticsStalled, facts({ stalledSince: now - 150 }))).toMatchObject([
    {
      subject: { id: 'alder/statistics' },
      params: { node: 'alder', minutes: 2 },
      explains: [
        { kind: 'guest', id: '100' },
        { kind: 'storage', id: 'alder/nas' },
      ],
    },
  ])
})

test('the edge', () => {
  expect(subjectsOf(nodeStatisticsStalled, facts({ stalledSince: now - 59 }))).toEqual([])
  expect(subjectsOf(nodeStatisticsStalled, facts({ stalledSince: now - 60 }))).toHaveLength(1)
})

test('odd input: a node that is away, a time in the future', () => {
  expect(subjectsOf(nodeStatisticsStalled, facts({ state: 'offline', stalledSince: now - 999 }))).toEqual([])
  expect(subjectsOf(nodeStatisticsStalled, facts({ stalledSince: now + 999 }))).toEqual([])
})
