import { expect, test } from 'vitest'
import { guest, now, paramsOf, read, subjectsOf, task } from '../testing/facts.ts'
import { shutdownStuck } from './shutdown-stuck.ts'

const waiting = (seconds: number, more = {}) =>
  task({
    type: 'qmshutdown',
    subject: '101',
    state: 'running',
    endedAt: null,
    exit: null,
    user: 'lena@pve',
    startedAt: now - seconds,
    ...more,
  })
const facts = (one: ReturnType<typeof task>, state: 'running' | 'stopped' = 'running') => ({
  tasks: read([one]),
  guests: read([guest(101, { state })]),
})

test('PVE waits 60 s: up to 90 s is no trouble', () => {
  expect(subjectsOf(shutdownStuck, facts(waiting(89)))).toEqual([])
  expect(subjectsOf(shutdownStuck, facts(waiting(90)))).toEqual(['guest/101'])
})

test('tells who asked and how long ago', () => {
  expect(paramsOf(shutdownStuck, facts(waiting(300)))).toMatchObject({
    minutes: 5,
    user: 'lena@pve',
    type: 'qmshutdown',
  })
})

test('a task of a node that is away, another kind of task, and a guest that is off are none', () => {
  expect(subjectsOf(shutdownStuck, facts(waiting(300, { unconfirmed: true })))).toEqual([])
  expect(subjectsOf(shutdownStuck, facts(waiting(300, { type: 'qmigrate' })))).toEqual([])
  expect(subjectsOf(shutdownStuck, facts(waiting(300), 'stopped'))).toEqual([])
})

test('odd input: a task of a guest that is not there', () => {
  expect(subjectsOf(shutdownStuck, facts(waiting(300, { subject: '999' })))).toEqual([])
})
