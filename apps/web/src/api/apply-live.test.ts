import type { ClusterFacts, CollectionReply, LiveMessage, NodeRow } from '@steward/contracts'
import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { applyLive } from './apply-live.ts'
import { keepNewestFacts } from './newest-facts.ts'

const key = ['listNodes', { params: { cluster: 'home' } }]
const node = (id: string, cpu: number) => ({ id, name: id, cpu }) as NodeRow
const versions = { guests: 1, nodes: 1, storages: 1, tasks: 1, findings: 1 }

function holding(version: number) {
  const client = new QueryClient()
  client.setQueryData<CollectionReply<NodeRow>>(key, {
    version,
    readAt: 100,
    rows: [node('alder', 0.1), node('birch', 0.2)],
  })
  const held = () => client.getQueryData<CollectionReply<NodeRow>>(key)
  const isStale = () => client.getQueryState(key)?.isInvalidated
  return { client, held, isStale }
}
const patch = (from: number, version: number): LiveMessage => ({
  type: 'patch',
  collection: 'nodes',
  patch: {
    from,
    version,
    readAt: 105,
    added: [node('cedar', 0)],
    changed: [{ id: 'alder', cpu: 0.5 }],
    removed: ['birch'],
  },
})

test('a patch that fits changes, adds and removes rows', () => {
  const { client, held, isStale } = holding(1)
  applyLive(client, 'home', patch(1, 2))
  expect(held()).toEqual({ version: 2, readAt: 105, rows: [node('alder', 0.5), node('cedar', 0)] })
  expect(isStale()).toBe(false)
})

test('an untouched row stays the same object', () => {
  const { client, held } = holding(1)
  const before = held()?.rows[1]
  applyLive(client, 'home', {
    type: 'patch',
    collection: 'nodes',
    patch: { from: 1, version: 2, readAt: 105, added: [], changed: [{ id: 'alder', cpu: 0.9 }], removed: [] },
  })
  expect(held()?.rows[1]).toBe(before)
})

test('a gap makes the list be read again', () => {
  const { client, held, isStale } = holding(1)
  applyLive(client, 'home', patch(3, 4))
  expect(held()?.version).toBe(1)
  expect(isStale()).toBe(true)
})

test('an old patch is left aside', () => {
  const { client, held } = holding(5)
  applyLive(client, 'home', patch(1, 2))
  expect(held()?.version).toBe(5)
})

test('a hello with other versions makes lists be read again', () => {
  const { client, isStale } = holding(1)
  applyLive(client, 'home', { type: 'hello', now: 100, versions, build: 'a' })
  expect(isStale()).toBe(false)
  applyLive(client, 'home', { type: 'hello', now: 100, versions: { ...versions, nodes: 2 }, build: 'a' })
  expect(isStale()).toBe(true)
})

test('a list that was under way when its patch came is read again', () => {
  const client = new QueryClient()
  applyLive(client, 'late', { type: 'hello', now: 100, versions, build: 'a' })
  applyLive(client, 'late', patch(1, 2))
  const late = ['listNodes', { params: { cluster: 'late' } }]
  client.setQueryData<CollectionReply<NodeRow>>(late, { version: 1, readAt: 100, rows: [] })
  applyLive(client, 'late', { type: 'read', readAt: 110 })
  expect(client.getQueryState(late)?.isInvalidated).toBe(true)
})

test('after a pause the quorum and the connection are read again', () => {
  const client = new QueryClient()
  const facts = ['readCluster', { params: { cluster: 'home' } }]
  client.setQueryData(facts, { id: 'home' })
  applyLive(client, 'home', { type: 'hello', now: 100, versions, build: 'a' })
  expect(client.getQueryState(facts)?.isInvalidated).toBe(true)
})

test('an answer that was under way for long does not replace what the stream told meanwhile', async () => {
  const client = new QueryClient()
  keepNewestFacts(client)
  const queryKey = ['readCluster', { params: { cluster: 'home' } }]
  const facts = (at: number, version: string) => ({ id: 'home', at, version }) as ClusterFacts
  const read = (answer: ClusterFacts) => client.fetchQuery({ queryKey, queryFn: async () => answer })
  const slow = Promise.withResolvers<ClusterFacts>()
  const reading = client.fetchQuery({ queryKey, queryFn: () => slow.promise })
  applyLive(client, 'home', { type: 'cluster', cluster: facts(2000, 'told') })
  slow.resolve(facts(1000, 'read before'))
  await reading
  expect(client.getQueryData(queryKey)).toEqual(facts(2000, 'told'))
  await read(facts(3000, 'read after'))
  expect(client.getQueryData(queryKey)).toEqual(facts(3000, 'read after'))
  // The server's clock was set back by an hour: what it says now counts.
  await read(facts(3000 - 3_600_000, 'clock set back'))
  expect(client.getQueryData(queryKey)).toEqual(facts(3000 - 3_600_000, 'clock set back'))
})
