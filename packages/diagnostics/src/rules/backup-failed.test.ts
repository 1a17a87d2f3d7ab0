import { expect, test } from 'vitest'
import { now, paramsOf, read, subjectsOf, task } from '../testing/facts.ts'
import { backupFailed } from './backup-failed.ts'

const dump = (age: number, state: 'ok' | 'failed' | 'running', more = {}) =>
  task({
    id: `UPID:${age}`,
    type: 'vzdump',
    subject: '',
    state,
    startedAt: now - age,
    exit: state === 'failed' ? 'job errors' : 'OK',
    ...more,
  })
const of = (...tasks: ReturnType<typeof task>[]) => subjectsOf(backupFailed, { tasks: read(tasks) })

test('went well, or is running, or went well since', () => {
  expect(of(dump(60, 'ok'))).toEqual([])
  expect(of(dump(60, 'running'))).toEqual([])
  expect(of(dump(600, 'failed'), dump(60, 'ok'))).toEqual([])
})

test('the newest failed', () => {
  expect(of(dump(60, 'failed'), dump(600, 'ok'))).toEqual(['node/alder/job/vzdump'])
  expect(paramsOf(backupFailed, { tasks: read([dump(60, 'failed')]) })).toMatchObject({ error: 'job errors' })
})

test('nodes are judged one by one; one that a person ended, and an old one, are none', () => {
  expect(of(dump(60, 'failed'), dump(50, 'ok', { node: 'birch' }))).toHaveLength(1)
  expect(of(dump(60, 'failed', { exit: 'interrupted by signal' }))).toEqual([])
  expect(of(dump(8 * 86_400, 'failed'))).toEqual([])
})

test('odd input: no end text', () => {
  expect(paramsOf(backupFailed, { tasks: read([dump(60, 'failed', { exit: null })]) })).toMatchObject({ error: '–' })
})
