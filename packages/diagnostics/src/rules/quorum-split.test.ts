import { expect, test } from 'vitest'
import { findingsOf, quorum, read, subjectsOf } from '../testing/facts.ts'
import { quorumSplit } from './quorum-split.ts'

const view = (node: string, quorate: boolean | null) => ({
  node,
  quorate,
  online: [node],
  readAt: null,
  notAsked: null,
})

test('all other states are not this', () => {
  for (const state of ['quorate', 'lost', 'single-node', 'unknown'] as const)
    expect(subjectsOf(quorumSplit, { quorum: read(quorum({ state })) })).toEqual([])
})

test('both sides are named, and the nodes that are cut off are explained', () => {
  const views = [view('alder', true), view('birch', true), view('cedar', false)]
  expect(findingsOf(quorumSplit, { quorum: read(quorum({ state: 'split', views })) })).toMatchObject([
    { params: { inside: 'alder, birch', outside: 'cedar' }, explains: [{ kind: 'node', id: 'cedar' }] },
  ])
})

test('odd input: a node whose view is not known is on no side', () => {
  const views = [view('alder', true), view('birch', null), view('cedar', false)]
  expect(findingsOf(quorumSplit, { quorum: read(quorum({ state: 'split', views })) })[0]?.evidence).toHaveLength(2)
})
