import { expect, test } from 'vitest'
import { byKey, node, now, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { nodeTimezonesDiffer } from './node-timezones-differ.ts'

const facts = (zones: Record<string, string>) => ({
  nodes: read(Object.keys(zones).map((name) => node(name))),
  nodeTime: byKey(
    Object.fromEntries(
      Object.entries(zones).map(([name, timezone]) => [name, { time: now, localtime: now, timezone, askedAt: now }]),
    ),
  ),
})

test('the same zone, also under its two names', () => {
  expect(subjectsOf(nodeTimezonesDiffer, facts({ alder: 'Europe/Berlin', birch: 'Europe/Berlin' }))).toEqual([])
  expect(subjectsOf(nodeTimezonesDiffer, facts({ alder: 'UTC', birch: 'Etc/UTC' }))).toEqual([])
})

test('two zones', () => {
  expect(paramsOf(nodeTimezonesDiffer, facts({ alder: 'Europe/Berlin', birch: 'UTC' }))).toEqual({
    zones: 'alder: Europe/Berlin, birch: UTC',
  })
  expect(nodeTimezonesDiffer.offIn).toEqual(['home'])
})

test('odd input: an empty word, no node', () => {
  expect(subjectsOf(nodeTimezonesDiffer, facts({ alder: 'UTC', birch: '' }))).toEqual([])
  expect(subjectsOf(nodeTimezonesDiffer, facts({}))).toEqual([])
})
