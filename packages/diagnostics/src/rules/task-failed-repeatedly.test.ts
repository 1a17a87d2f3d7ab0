import { expect, test } from 'vitest'
import { now, paramsOf, read, subjectsOf, task } from '../testing/facts.ts'
import { taskFailedRepeatedly } from './task-failed-repeatedly.ts'

const failed = (hoursAgo: number, more = {}) =>
  task({ id: `UPID:${hoursAgo}`, startedAt: now - hoursAgo * 3600, state: 'failed', exit: 'no such disk', ...more })
const found = (...tasks: ReturnType<typeof task>[]) => subjectsOf(taskFailedRepeatedly, { tasks: read(tasks) })

test('the edges: how often, and for how long back', () => {
  expect(found(failed(1), failed(2))).toEqual([])
  expect(found(failed(1), failed(2), failed(24))).toEqual(['guest/100/qmstart'])
  expect(found(failed(1), failed(2), failed(25))).toEqual([])
  expect(paramsOf(taskFailedRepeatedly, { tasks: read([failed(1), failed(2), failed(3)]) })).toEqual({
    type: 'qmstart',
    about: '100',
    node: 'alder',
    count: 3,
    error: 'no such disk',
  })
})

test('one that went well since is no trouble any more', () => {
  expect(found(task({ startedAt: now - 60 }), failed(1), failed(2), failed(3))).toEqual([])
})

test('false alarms of others: ended by a person, consoles, different guests, different tasks', () => {
  expect(found(...[1, 2, 3].map((hours) => failed(hours, { exit: 'received interrupt' })))).toEqual([])
  expect(found(...[1, 2, 3].map((hours) => failed(hours, { type: 'vncproxy' })))).toEqual([])
  expect(found(...[1, 2, 3].map((hours) => failed(hours, { subject: String(hours) })))).toEqual([])
  expect(found(failed(1), failed(2), failed(3, { type: 'qmstop' }))).toEqual([])
})

test('tasks of a node belong to it', () => {
  const update = { type: 'aptupdate', subject: '' }
  expect(found(failed(1, update), failed(2, update), failed(3, update))).toEqual(['node/alder/aptupdate'])
  expect(found(failed(1, update), failed(2, update), failed(3, { ...update, node: 'birch' }))).toEqual([])
})

test('odd input: no words, unknown ends', () => {
  expect(found(...[1, 2, 3].map((hours) => failed(hours, { exit: null })))).toHaveLength(1)
  expect(found(...[1, 2, 3].map((hours) => failed(hours, { state: 'unknown' })))).toEqual([])
})
