import { expect, test } from 'vitest'
import { paramsOf, quorum, read, subjectsOf } from '../testing/facts.ts'
import { votesUneven } from './votes-uneven.ts'

const votes = (...each: number[]) => each.map((count, index) => ({ node: `node${index}`, votes: count, present: true }))

test('one vote each, two votes each, none known', () => {
  for (const each of [[1, 1, 1], [2, 2], [1], []])
    expect(subjectsOf(votesUneven, { quorum: read(quorum({ votes: votes(...each) })) })).toEqual([])
})

test('a node that counts twice, and one that counts nothing', () => {
  expect(paramsOf(votesUneven, { quorum: read(quorum({ votes: votes(2, 1) })) })).toEqual({
    votes: 'node0: 2, node1: 1',
  })
  expect(subjectsOf(votesUneven, { quorum: read(quorum({ votes: votes(1, 1, 0) })) })).toEqual(['cluster/vote-counts'])
})

test('a false alarm of others: the votes of a QDevice and of absent nodes are no matter', () => {
  const qdevice = { state: 'Connected', host: null, votes: 2 }
  const away = votes(1, 1, 1).map((vote) => ({ ...vote, present: false }))
  expect(subjectsOf(votesUneven, { quorum: read(quorum({ votes: away, qdevice })) })).toEqual([])
})
