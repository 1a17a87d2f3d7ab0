import { expect, test } from 'vitest'
import { node, read, subjectsOf } from '../testing/facts.ts'
import { storageSharedButLocal } from './storage-shared-but-local.ts'

const facts = (type: string, shared: number | undefined, count = 2) => ({
  storageConfig: read([{ storage: 'tank', type, shared }]),
  nodes: read(['alder', 'birch'].slice(0, count).map((name) => node(name))),
})

test('not marked, truly shared, or a single node', () => {
  expect(subjectsOf(storageSharedButLocal, facts('btrfs', undefined))).toEqual([])
  expect(subjectsOf(storageSharedButLocal, facts('nfs', 1))).toEqual([])
  expect(subjectsOf(storageSharedButLocal, facts('btrfs', 1, 1))).toEqual([])
})

test('a folder may be a mounted network file system: not said of dir', () => {
  expect(subjectsOf(storageSharedButLocal, facts('dir', 1))).toEqual([])
})

test('a Btrfs pool marked shared', () => {
  expect(subjectsOf(storageSharedButLocal, facts('btrfs', 1))).toEqual(['storage/tank'])
})

test('odd input: no type', () => {
  expect(subjectsOf(storageSharedButLocal, facts('', 1))).toEqual([])
})
