import { expect, test } from 'vitest'
import { paramsOf, quorum, read, subjectsOf } from '../testing/facts.ts'
import { votesFragile } from './votes-fragile.ts'

const votes = (...present: (boolean | null)[]) =>
  present.map((here, index) => ({ node: `node${index}`, votes: 1, present: here }))

test('three nodes that are all there may lose one', () => {
  expect(subjectsOf(votesFragile, { quorum: read(quorum()) })).toEqual([])
})

test('with one of three away, one more stops changes', () => {
  const facts = { quorum: read(quorum({ votes: votes(true, true, false), present: 2, mayFail: 0 })) }
  expect(subjectsOf(votesFragile, facts)).toEqual(['cluster/votes'])
  expect(paramsOf(votesFragile, facts)).toEqual({ present: 2, needed: 2, expected: 3, absent: 'node2' })
})

test('a single node, a lost quorum, and two nodes by design are not this', () => {
  for (const state of ['single-node', 'lost'] as const)
    expect(subjectsOf(votesFragile, { quorum: read(quorum({ state, mayFail: 0 })) })).toEqual([])
  const two = quorum({ votes: votes(true, true), expected: 2, needed: 2, present: 2, mayFail: 0 })
  expect(subjectsOf(votesFragile, { quorum: read(two) })).toEqual([])
})

test('two nodes whose QDevice is gone are fragile', () => {
  const qdevice = { state: 'Connect failed', host: null, votes: 1 }
  const two = quorum({ votes: votes(true, true), expected: 3, needed: 2, present: 2, mayFail: 0, qdevice })
  expect(subjectsOf(votesFragile, { quorum: read(two) })).toEqual(['cluster/votes'])
})

test('odd input: what is not known is no finding', () => {
  expect(subjectsOf(votesFragile, { quorum: read(quorum({ mayFail: null })) })).toEqual([])
  expect(subjectsOf(votesFragile, { quorum: read(quorum({ mayFail: 0, present: null })) })).toEqual([])
})
