import type { TaskRow } from '@steward/contracts'
import { expect, test } from 'vitest'
import { arrangeTasks, filterTasks, guestOf, stateOf } from './filter.ts'
import { toTask } from './node-tasks.ts'

const task = (given: Partial<TaskRow>): TaskRow => ({
  id: 'UPID',
  node: 'alder',
  type: 'qmstart',
  subject: '106',
  user: 'lena@pam',
  token: null,
  startedAt: 100,
  endedAt: 110,
  state: 'ok',
  exit: 'OK',
  unconfirmed: false,
  ...given,
})
const words = () => 'start VM'

test('what runs stands first, then the newest', () => {
  const rows = [
    task({ id: 'old' }),
    task({ id: 'new', startedAt: 300 }),
    task({ id: 'runs', startedAt: 50, endedAt: null, state: 'running' }),
  ]
  expect(arrangeTasks(rows, null).map(({ id }) => id)).toEqual(['runs', 'new', 'old'])
})

test('a running task of a node that is away is not counted as running', () => {
  const row = task({ state: 'running', endedAt: null, unconfirmed: true })
  expect(stateOf(row)).toBe('unknown')
  expect(filterTasks([row], { state: 'running' }, words)).toEqual([])
})

test('filters and words go together', () => {
  const rows = [
    task({ id: 'a' }),
    task({ id: 'b', state: 'failed', exit: "can't lock file" }),
    task({ id: 'c', subject: '7' }),
  ]
  expect(filterTasks(rows, { q: 'lock start' }, words).map(({ id }) => id)).toEqual(['b'])
  expect(filterTasks(rows, { guest: '106', state: 'ok' }, words).map(({ id }) => id)).toEqual(['a'])
})

test('only tasks about guests have a guest: the number of a service or a file is none', () => {
  expect(guestOf(task({}))).toBe('106')
  expect(guestOf(task({ type: 'srvrestart', subject: '106' }))).toBeNull()
  expect(guestOf(task({ type: 'vzdump', subject: '' }))).toBeNull()
})

test('rows of a node are read as PVE writes them', () => {
  const row = { upid: 'UPID', node: 'alder', type: 'qmstop', user: 'root@pam!full', starttime: 5 }
  expect(toTask({ ...row, status: 'RUNNING' })).toMatchObject({ state: 'running', user: 'root@pam', token: 'full' })
  expect(toTask({ ...row, endtime: 9, status: 'unexpected status' })).toMatchObject({ state: 'unknown', endedAt: 9 })
  expect(toTask({ ...row, endtime: 9, status: 'WARNINGS: 2' }).state).toBe('warnings')
})
