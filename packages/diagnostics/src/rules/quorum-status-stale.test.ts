import { expect, test } from 'vitest'
import { paramsOf, quorum, read, subjectsOf } from '../testing/facts.ts'
import { quorumStatusStale } from './quorum-status-stale.ts'

test('both say the same', () => {
  expect(subjectsOf(quorumStatusStale, { quorum: read(quorum()) })).toEqual([])
})

test('they differ, in either direction', () => {
  for (const state of ['quorate', 'lost'] as const)
    expect(paramsOf(quorumStatusStale, { quorum: read(quorum({ statusIsStale: true, state })) })).toEqual({ state })
})

test('odd input: nothing else is known', () => {
  const facts = { quorum: read(quorum({ statusIsStale: true, votes: [], expected: null, present: null })) }
  expect(subjectsOf(quorumStatusStale, facts)).toEqual(['cluster/status'])
})
