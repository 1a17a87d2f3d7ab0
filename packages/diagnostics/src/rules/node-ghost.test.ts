import { expect, test } from 'vitest'
import { findingsOf, guest, node, read, subjectsOf } from '../testing/facts.ts'
import { nodeGhost } from './node-ghost.ts'

test('a member is none, even when it is off', () => {
  const nodes = read([node('alder'), node('birch', { state: 'offline' })])
  expect(subjectsOf(nodeGhost, { nodes, guests: read([guest(100)]) })).toEqual([])
})

test('a removed node with guests explains them', () => {
  const nodes = read([node('alder'), node('former', { ghost: true, state: 'offline' })])
  const guests = read([guest(117, { node: 'former', state: 'unknown', name: null }), guest(100)])
  expect(findingsOf(nodeGhost, { nodes, guests })).toMatchObject([
    { params: { node: 'former', guests: 1 }, explains: [{ kind: 'guest', id: '117' }] },
  ])
})

test('odd input: a ghost whose guests are gone by now', () => {
  const nodes = read([node('former', { ghost: true })])
  expect(findingsOf(nodeGhost, { nodes, guests: read([]) })[0]?.params).toEqual({ node: 'former', guests: 0 })
})
