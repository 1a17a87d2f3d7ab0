import { expect, test } from 'vitest'
import { byKey, node, now, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { nodeClockDrift } from './node-clock-drift.ts'

const facts = (offsets: Record<string, number>, askedAt: Record<string, number> = {}, away: string[] = []) => ({
  nodes: read(Object.keys(offsets).map((name) => node(name, { state: away.includes(name) ? 'offline' : 'online' }))),
  nodeTime: byKey(
    Object.fromEntries(
      Object.entries(offsets).map(([name, offset]) => {
        const asked = askedAt[name] ?? now
        return [name, { time: asked + offset, localtime: asked + offset, timezone: 'UTC', askedAt: asked }]
      }),
    ),
  ),
})

test('the edges', () => {
  expect(subjectsOf(nodeClockDrift, facts({ alder: 0, birch: 5 }))).toEqual([])
  expect(paramsOf(nodeClockDrift, facts({ alder: -2, birch: 4, cedar: 1 }))).toEqual({
    slow: 'alder',
    fast: 'birch',
    seconds: 6,
  })
})

test('a false alarm of others: nodes that were asked minutes apart', () => {
  expect(subjectsOf(nodeClockDrift, facts({ alder: 1, birch: 1 }, { alder: now - 600 }))).toEqual([])
})

test('all of them wrong by the same is not this', () => {
  expect(subjectsOf(nodeClockDrift, facts({ alder: 900, birch: 900 }))).toEqual([])
})

test('odd input: one node, no number, away', () => {
  expect(subjectsOf(nodeClockDrift, facts({ alder: 900 }))).toEqual([])
  expect(subjectsOf(nodeClockDrift, facts({ alder: 0, birch: Number.NaN }))).toEqual([])
  expect(subjectsOf(nodeClockDrift, facts({ alder: 0, birch: 90 }, {}, ['birch']))).toEqual([])
})
