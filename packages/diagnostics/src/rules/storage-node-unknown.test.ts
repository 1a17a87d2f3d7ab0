import { expect, test } from 'vitest'
import { node, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { storageNodeUnknown } from './storage-node-unknown.ts'

const facts = (nodes: string | undefined) => ({
  storageConfig: read([{ storage: 'tank', type: 'dir', nodes }]),
  nodes: read([node('alder'), node('birch', { state: 'offline' }), node('ghost', { ghost: true })]),
})

test('not limited, or limited to members, also one that is away', () => {
  for (const nodes of [undefined, '', 'alder', 'alder,birch'])
    expect(subjectsOf(storageNodeUnknown, facts(nodes))).toEqual([])
})

test('a node that is gone, or a ghost', () => {
  expect(paramsOf(storageNodeUnknown, facts('alder,oldnode'))).toMatchObject({ nodes: 'oldnode' })
  expect(subjectsOf(storageNodeUnknown, facts('ghost'))).toEqual(['storage/tank'])
})

test('odd input: commas only', () => {
  expect(subjectsOf(storageNodeUnknown, facts(',,'))).toEqual([])
})
