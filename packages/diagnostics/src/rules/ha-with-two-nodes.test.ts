import { expect, test } from 'vitest'
import { findingsOf, quorum, read, subjectsOf } from '../testing/facts.ts'
import type { HaRow } from '../facts.ts'
import { fencing, service } from '../testing/ha.ts'
import { haWithTwoNodes } from './ha-with-two-nodes.ts'

const facts = (nodes: string[], rows: HaRow[], device = false) => ({
  ha: read(rows),
  quorum: read(
    quorum({
      votes: nodes.map((node) => ({ node, votes: 1, present: true })),
      qdevice: device ? { state: 'Connected', host: null, votes: 1 } : null,
    }),
  ),
})

test('three nodes, a QDevice, or no guest under HA', () => {
  expect(subjectsOf(haWithTwoNodes, facts(['a', 'b', 'c'], [service(510)]))).toEqual([])
  expect(subjectsOf(haWithTwoNodes, facts(['a', 'b'], [service(510)], true))).toEqual([])
  expect(subjectsOf(haWithTwoNodes, facts(['a', 'b'], []))).toEqual([])
})

test('two nodes and a guest', () => {
  expect(findingsOf(haWithTwoNodes, facts(['a', 'b'], [service(510)]))).toMatchObject([
    { params: { first: 'a', second: 'b', guests: 1 }, explains: [{ kind: 'cluster', id: 'qdevice' }] },
  ])
})

test('guests that HA leaves alone, and HA that is disarmed, reset nothing', () => {
  expect(subjectsOf(haWithTwoNodes, facts(['a', 'b'], [service(510, { request_state: 'ignored' })]))).toEqual([])
  expect(subjectsOf(haWithTwoNodes, facts(['a', 'b'], [service(510), fencing('disarmed')]))).toEqual([])
})

test('odd input: no votes', () => {
  expect(subjectsOf(haWithTwoNodes, facts([], [service(510)]))).toEqual([])
})
