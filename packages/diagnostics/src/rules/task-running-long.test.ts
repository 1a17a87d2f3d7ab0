import { expect, test } from 'vitest'
import { now, paramsOf, read, subjectsOf, task } from '../testing/facts.ts'
import { taskRunningLong } from './task-running-long.ts'

const running = (hours: number, more = {}) =>
  task({ startedAt: now - hours * 3600, endedAt: null, exit: null, state: 'running', ...more })

test('the edge', () => {
  expect(subjectsOf(taskRunningLong, { tasks: read([running(5.9), task()]) })).toEqual([])
  expect(paramsOf(taskRunningLong, { tasks: read([running(6)]) })).toEqual({
    type: 'qmstart',
    about: '100',
    node: 'alder',
    hours: 6,
  })
})

test('an open console is no task that hangs, and one that is not confirmed may have ended', () => {
  expect(subjectsOf(taskRunningLong, { tasks: read([running(99, { type: 'vncproxy' })]) })).toEqual([])
  expect(subjectsOf(taskRunningLong, { tasks: read([running(99, { unconfirmed: true })]) })).toEqual([])
})

test('odd input: no subject, a start in the future', () => {
  expect(paramsOf(taskRunningLong, { tasks: read([running(9, { subject: '' })]) })).toMatchObject({ about: 'alder' })
  expect(subjectsOf(taskRunningLong, { tasks: read([running(-9)]) })).toEqual([])
})
