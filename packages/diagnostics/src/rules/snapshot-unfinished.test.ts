import { expect, test } from 'vitest'
import type { Snapshot } from '../facts.ts'
import { byKey, guest, now, paramsOf, read, subjectsOf, task } from '../testing/facts.ts'
import { snapshotUnfinished } from './snapshot-unfinished.ts'

const facts = (snapshots: Snapshot[], tasks: ReturnType<typeof task>[] = []) => ({
  guests: read([guest(100)]),
  snapshots: byKey<readonly Snapshot[]>({ 100: snapshots }),
  tasks: read(tasks),
})
const begun = (snapstate: string | undefined): Snapshot => ({ name: 'before', snaptime: now - 90_000, snapstate })

test('snapshots that were finished', () => {
  expect(subjectsOf(snapshotUnfinished, facts([begun(undefined), { name: 'current' }]))).toEqual([])
})

test('one that was begun, or whose removal was', () => {
  for (const state of ['prepare', 'delete', 'commit'])
    expect(subjectsOf(snapshotUnfinished, facts([begun(state)]))).toEqual(['guest/100/snapshots'])
  expect(paramsOf(snapshotUnfinished, facts([begun('delete'), { ...begun('prepare'), name: 'two' }]))).toMatchObject({
    guest: '100',
    count: 2,
    snapshots: 'before, two',
  })
})

test('while its task was at work it was right to be unfinished', () => {
  const busy = task({ type: 'qmdelsnapshot', startedAt: now - 60, endedAt: null, state: 'running' })
  expect(subjectsOf(snapshotUnfinished, facts([begun('delete')], [busy]))).toEqual([])
  const over = { ...busy, startedAt: now - 900, endedAt: now - 800, state: 'failed' as const }
  expect(subjectsOf(snapshotUnfinished, facts([begun('delete')], [over]))).toHaveLength(1)
  expect(subjectsOf(snapshotUnfinished, facts([begun('delete')], [{ ...busy, subject: '101' }]))).toHaveLength(1)
})

test('it must stand in two readings', () => {
  expect(snapshotUnfinished.confirmSec).toBeGreaterThan(7200)
})

test('odd input: an empty word', () => {
  expect(subjectsOf(snapshotUnfinished, facts([begun('')]))).toEqual([])
})
