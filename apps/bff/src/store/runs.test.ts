import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunRecord } from '@steward/runbooks'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase, type Database } from './database.ts'
import { freezeStore } from './freezes.ts'
import { runStore, type NewRun } from './runs.ts'

let folder: string
let database: Database
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'steward-store-'))
  database = await openDatabase(folder)
})
afterEach(async () => {
  await database.destroy()
  rmSync(folder, { recursive: true, force: true })
})

let keys = 0
const newRun = (vmid: number, more: Partial<RunRecord> = {}): NewRun => ({
  record: {
    cluster: 'cluster',
    runbook: 'guest-power',
    input: { vmid, action: 'stop' },
    facts: null,
    user: 'lena@pve',
    address: '127.0.0.1',
    key: `key-${(keys += 1)}`,
    state: 'running',
    pausedFor: null,
    problem: null,
    cancelling: false,
    undoing: false,
    startedAt: 1,
    endedAt: null,
    parent: null,
    steps: [],
    ...more,
  },
  plan: {
    title: { key: 'power.title-stop' },
    subject: { kind: 'guest', id: String(vmid) },
    checks: [],
    impact: { downtime: 'off', data: 'none', says: null },
  },
})

async function create(run: NewRun): Promise<number> {
  const created = await runStore(database).create(run)
  if (created.kind !== 'created') throw new Error(created.kind)
  return created.id
}

test('two runs cannot be at work on one guest, and the same request makes one run', async () => {
  const store = runStore(database)
  const first = newRun(101)
  const id = await create(first)
  expect(await store.create(newRun(101))).toEqual({ kind: 'busy', id })
  expect(await store.create(first)).toEqual({ kind: 'same', id })
  // The key of another person is another key, and another cluster's guest another guest.
  expect((await store.create(newRun(102, { key: first.record.key, user: 'mia@pve' }))).kind).toBe('created')
  expect((await store.create(newRun(101, { cluster: 'other' }))).kind).toBe('created')
  await store.save({ ...first.record, id, state: 'failed' })
  expect((await store.create(newRun(101))).kind).toBe('created')
})

test('lines that are written at the same moment all find their place', async () => {
  const store = runStore(database)
  const id = await create(newRun(101))
  const texts = Array.from({ length: 20 }, (_, at) => `line ${at}`)
  await Promise.all(texts.map((text) => store.note(id, 1, 'lena@pve', { step: null, kind: 'state', text })))
  expect((await store.log(id)).map((line) => line.text).toSorted()).toEqual(texts.toSorted())
})

test('a run that is under way is listed however many came after it', async () => {
  const store = runStore(database)
  const old = await create(newRun(100))
  for (let at = 0; at < 310; at += 1) {
    const run = newRun(200 + at)
    await store.save({ ...run.record, id: await create(run), state: 'succeeded' })
  }
  const ids = (await store.list('cluster')).map((run) => run.record.id)
  expect(ids).toContain(old)
  expect(ids).toEqual(ids.toSorted((a, b) => b - a))
})

test('of a cluster that is gone nothing goes on under its id', async () => {
  const store = runStore(database)
  const gone = await create(newRun(101))
  await store.note(gone, 1, 'lena@pve', { step: null, kind: 'state', text: 'running' })
  const kept = await create(newRun(101, { cluster: 'other' }))
  await store.forget('cluster')
  expect((await store.unfinished()).map((run) => run.record.id)).toEqual([kept])
  expect(await store.log(gone)).toEqual([])
})

test('a freeze takes the place of the one before, and is lifted', async () => {
  const store = freezeStore(database)
  const freeze = { by: 'lena@pve', at: 1, until: null, reason: 'holidays' }
  await store.save('cluster', freeze)
  await store.save('cluster', { ...freeze, reason: 'longer' })
  expect(await store.read('cluster')).toEqual({ ...freeze, reason: 'longer' })
  await store.save('cluster', null)
  expect(await store.read('cluster')).toBeNull()
})
