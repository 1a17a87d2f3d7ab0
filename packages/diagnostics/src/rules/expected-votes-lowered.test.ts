import { expect, test } from 'vitest'
import { findingsOf, quorum, read, subjectsOf } from '../testing/facts.ts'
import { expectedVotesLowered } from './expected-votes-lowered.ts'

test('the configured votes count', () => {
  expect(subjectsOf(expectedVotesLowered, { quorum: read(quorum()) })).toEqual([])
})

test('fewer are enough: found, and it explains that the next failure stops changes', () => {
  expect(
    findingsOf(expectedVotesLowered, { quorum: read(quorum({ expectedLowered: true, expected: 2, present: 1 })) }),
  ).toMatchObject([{ params: { expected: 2, present: 1 }, explains: [{ kind: 'cluster', id: 'votes' }] }])
})

test('odd input: votes that are not known', () => {
  const facts = { quorum: read(quorum({ expectedLowered: true, expected: null, present: null })) }
  expect(findingsOf(expectedVotesLowered, facts)[0]?.params).toEqual({ expected: 0, present: 0 })
})
