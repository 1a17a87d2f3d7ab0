import { expect, test } from 'vitest'
import { byKey, findingsOf, node, now, read, subjectsOf } from '../testing/facts.ts'
import { nodeClockWrong } from './node-clock-wrong.ts'

const facts = (offsets: Record<string, number>) => ({
  nodes: read(Object.keys(offsets).map((name) => node(name))),
  nodeTime: byKey(
    Object.fromEntries(
      Object.entries(offsets).map(([name, offset]) => [
        name,
        { time: now - 100 + offset, localtime: 0, timezone: 'UTC', askedAt: now - 100 },
      ]),
    ),
  ),
})

test('the edges, in both directions', () => {
  expect(subjectsOf(nodeClockWrong, facts({ alder: 60, birch: -60 }))).toEqual([])
  expect(findingsOf(nodeClockWrong, facts({ alder: 61, birch: 0 }))).toMatchObject([
    { subject: { id: 'alder/clock' }, params: { clock: 'alder', seconds: 61 } },
  ])
  expect(subjectsOf(nodeClockWrong, facts({ alder: 0, birch: -61 }))).toEqual(['node/birch/clock'])
})

test('nodes that agree against Steward: its own clock is wrong', () => {
  expect(findingsOf(nodeClockWrong, facts({ alder: -3600, birch: -3598 }))).toMatchObject([
    { subject: { kind: 'steward', id: 'clock' }, params: { clock: 'Steward', seconds: 3600 } },
  ])
})

test('a single node may be the wrong one, and nodes that differ are', () => {
  expect(subjectsOf(nodeClockWrong, facts({ alder: 900 }))).toEqual(['node/alder/clock'])
  expect(subjectsOf(nodeClockWrong, facts({ alder: 900, birch: -900 }))).toHaveLength(2)
})

test('odd input: no number', () => {
  expect(subjectsOf(nodeClockWrong, facts({ alder: Number.NaN }))).toEqual([])
  expect(subjectsOf(nodeClockWrong, facts({}))).toEqual([])
})
