import { expect, test } from 'vitest'
import { partsOf, findingsOf, node, read, subjectsOf } from '../testing/facts.ts'
import { runRule } from '../run-rules.ts'
import { nodeVersionEndOfLife } from './node-version-end-of-life.ts'

const nodes = (...versions: (string | null)[]) =>
  read(versions.map((version, index) => node(`node${index}`, { version })))
const at = (now: number) =>
  runRule(nodeVersionEndOfLife, partsOf({ nodes: nodes('8.4.21') }), {
    profile: 'home',
    now,
    switches: new Map(),
    thresholds: new Map(),
    ignores: () => false,
  })

test('a release that is looked after', () => {
  expect(subjectsOf(nodeVersionEndOfLife, { nodes: nodes('9.2.11', '10.0.1') })).toEqual([])
})

test('one finding a release, with its nodes', () => {
  expect(findingsOf(nodeVersionEndOfLife, { nodes: nodes('8.4.21', '8.4.1', '7.4.3') })).toMatchObject([
    { severity: 'warning', params: { release: 7, ends: '2024-07', nodes: 'node2' } },
    { severity: 'warning', params: { release: 8, ends: '2026-08', nodes: 'node0, node1' } },
  ])
})

test('the edges: two months ahead it is a notice, earlier nothing', () => {
  const end = Date.UTC(2026, 8, 1) / 1000
  expect(at(end - 62 * 86_400).state).toBe('ok')
  expect(at(end - 60 * 86_400)).toMatchObject({ findings: [{ severity: 'notice' }] })
  expect(at(end)).toMatchObject({ findings: [{ severity: 'warning' }] })
})

test('odd input: versions that are not known', () => {
  expect(subjectsOf(nodeVersionEndOfLife, { nodes: nodes(null, '', 'x') })).toEqual([])
})
