import { expect, test } from 'vitest'
import { findingsOf, outcomeOf, quorum, read, subjectsOf } from '../testing/facts.ts'
import { quorumLost } from './quorum-lost.ts'

test('a quorate cluster, a single node and a split are not this', () => {
  for (const state of ['quorate', 'single-node', 'split', 'unknown'] as const)
    expect(subjectsOf(quorumLost, { quorum: read(quorum({ state })) })).toEqual([])
})

test('a lost quorum is found with the votes', () => {
  const [finding] = findingsOf(quorumLost, { quorum: read(quorum({ state: 'lost', present: 1, mayFail: 0 })) })
  expect(finding).toMatchObject({
    id: 'quorum-lost:cluster/quorum',
    severity: 'critical',
    params: { present: 1, needed: 2 },
  })
})

test('odd input: votes that are not known', () => {
  expect(
    findingsOf(quorumLost, {
      quorum: read(quorum({ state: 'lost', present: null, needed: null, expected: null, votes: [] })),
    })[0]?.params,
  ).toEqual({ present: '?', needed: '?', expected: '?' })
})

test('without the quorum part it is not checked', () => {
  expect(outcomeOf(quorumLost, {}).state).toBe('not-checked')
})

test('the absent nodes are this finding, seen from the side that is cut off', () => {
  const votes = ['alder', 'birch', 'cedar'].map((node) => ({ node, votes: 1, present: node === 'alder' }))
  const [finding] = findingsOf(quorumLost, { quorum: read(quorum({ state: 'lost', present: 1, votes })) })
  expect(finding?.explains).toEqual([
    { kind: 'node', id: 'birch' },
    { kind: 'node', id: 'cedar' },
  ])
})
