import { expect, test } from 'vitest'
import { paramsOf, quorum, read, subjectsOf } from '../testing/facts.ts'
import { twoNodesWithoutQdevice } from './two-nodes-without-qdevice.ts'

const of = (...names: string[]) => names.map((node) => ({ node, votes: 1, present: true }))
const two = of('alder', 'birch')

test('one and three nodes are not this', () => {
  expect(subjectsOf(twoNodesWithoutQdevice, { quorum: read(quorum()) })).toEqual([])
  expect(subjectsOf(twoNodesWithoutQdevice, { quorum: read(quorum({ votes: of('alder') })) })).toEqual([])
})

test('two nodes are, in every state', () => {
  for (const state of ['quorate', 'lost'] as const)
    expect(subjectsOf(twoNodesWithoutQdevice, { quorum: read(quorum({ state, votes: two })) })).toEqual([
      'cluster/qdevice',
    ])
  expect(paramsOf(twoNodesWithoutQdevice, { quorum: read(quorum({ votes: two })) })).toEqual({
    first: 'alder',
    second: 'birch',
  })
})

test('a QDevice is the third vote, even while it is away', () => {
  const qdevice = { state: 'Connect failed', host: null, votes: 1 }
  expect(subjectsOf(twoNodesWithoutQdevice, { quorum: read(quorum({ votes: two, qdevice })) })).toEqual([])
})

test('odd input: no votes, or a single node', () => {
  expect(subjectsOf(twoNodesWithoutQdevice, { quorum: read(quorum({ votes: [] })) })).toEqual([])
  expect(subjectsOf(twoNodesWithoutQdevice, { quorum: read(quorum({ state: 'single-node', votes: two })) })).toEqual([])
})
