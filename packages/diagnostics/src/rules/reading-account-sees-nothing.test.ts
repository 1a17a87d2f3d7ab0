import { expect, test } from 'vitest'
import { guest, node, paramsOf, read, storage, subjectsOf } from '../testing/facts.ts'
import { readingAccountSeesNothing } from './reading-account-sees-nothing.ts'

const facts = (guests: number, storages: number, nodes = 1) => ({
  nodes: read(Array.from({ length: nodes }, (_, index) => node(`node${index}`))),
  guests: read(Array.from({ length: guests }, (_, index) => guest(100 + index))),
  storages: read(Array.from({ length: storages }, (_, index) => storage('node0', `s${index}`))),
})

test('a new cluster without guests still has storages', () => {
  expect(subjectsOf(readingAccountSeesNothing, facts(0, 1))).toEqual([])
  expect(subjectsOf(readingAccountSeesNothing, facts(3, 0))).toEqual([])
})

test('nodes and nothing else', () => {
  expect(paramsOf(readingAccountSeesNothing, facts(0, 0, 2))).toEqual({ nodes: 2 })
})

test('odd input: not even nodes', () => {
  expect(subjectsOf(readingAccountSeesNothing, facts(0, 0, 0))).toEqual([])
})
