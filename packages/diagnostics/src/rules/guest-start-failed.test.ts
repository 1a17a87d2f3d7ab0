import { expect, test } from 'vitest'
import { guest, now, paramsOf, read, subjectsOf, task } from '../testing/facts.ts'
import { guestStartFailed } from './guest-start-failed.ts'

const failed = task({ subject: '101', state: 'failed', exit: 'start failed: org.qemu…', startedAt: now - 600 })
const off = read([guest(101, { state: 'stopped' })])

test('a start that went well after it makes it good', () => {
  const later = task({ subject: '101', startedAt: now - 60 })
  expect(subjectsOf(guestStartFailed, { tasks: read([failed, later]), guests: off })).toEqual([])
})

test('the last start failed and it is off', () => {
  expect(subjectsOf(guestStartFailed, { tasks: read([failed]), guests: off })).toEqual(['guest/101'])
  expect(paramsOf(guestStartFailed, { tasks: read([failed]), guests: off })).toMatchObject({
    error: 'start failed: org.qemu…',
  })
})

test('running now, a template, long ago, or ended by a person', () => {
  expect(subjectsOf(guestStartFailed, { tasks: read([failed]), guests: read([guest(101)]) })).toEqual([])
  expect(
    subjectsOf(guestStartFailed, {
      tasks: read([failed]),
      guests: read([guest(101, { state: 'stopped', template: true })]),
    }),
  ).toEqual([])
  expect(
    subjectsOf(guestStartFailed, { tasks: read([{ ...failed, startedAt: now - 100 * 3600 }]), guests: off }),
  ).toEqual([])
  expect(
    subjectsOf(guestStartFailed, { tasks: read([{ ...failed, exit: 'received interrupt' }]), guests: off }),
  ).toEqual([])
})

test('odd input: no end text', () => {
  expect(paramsOf(guestStartFailed, { tasks: read([{ ...failed, exit: null }]), guests: off })).toMatchObject({
    error: '–',
  })
})
