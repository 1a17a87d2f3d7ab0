import { expect, test } from 'vitest'
import { paramsOf, quorum, read, subjectsOf } from '../testing/facts.ts'
import { evenVotesWithoutQdevice } from './even-votes-without-qdevice.ts'

const votes = (...each: number[]) => each.map((count, index) => ({ node: `node${index}`, votes: count, present: true }))

test('odd numbers and two nodes are not this', () => {
  for (const each of [[1, 1], [1, 1, 1], [1, 1, 1, 1, 1], []])
    expect(subjectsOf(evenVotesWithoutQdevice, { quorum: read(quorum({ votes: votes(...each) })) })).toEqual([])
})

test('four votes are', () => {
  expect(paramsOf(evenVotesWithoutQdevice, { quorum: read(quorum({ votes: votes(1, 1, 1, 1) })) })).toEqual({
    nodes: 4,
    votes: 4,
    half: 2,
  })
})

test('the votes count, not the nodes; a QDevice makes them odd', () => {
  expect(subjectsOf(evenVotesWithoutQdevice, { quorum: read(quorum({ votes: votes(2, 1, 1, 1) })) })).toEqual([])
  const qdevice = { state: 'Connected', host: null, votes: 1 }
  expect(subjectsOf(evenVotesWithoutQdevice, { quorum: read(quorum({ votes: votes(1, 1, 1, 1), qdevice })) })).toEqual(
    [],
  )
})
