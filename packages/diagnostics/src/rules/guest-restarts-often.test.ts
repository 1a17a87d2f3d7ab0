import { expect, test } from 'vitest'
import { guest, now, paramsOf, read, subjectsOf, task } from '../testing/facts.ts'
import { guestRestartsOften } from './guest-restarts-often.ts'

const starts = (count: number, more = {}) =>
  Array.from({ length: count }, (_, index) =>
    task({ id: `UPID:${index}`, subject: '101', startedAt: now - index * 600, ...more }),
  )
const guests = read([guest(101)])

test('up to three starts in six hours', () => {
  expect(subjectsOf(guestRestartsOften, { tasks: read(starts(3)), guests })).toEqual([])
})

test('four starts', () => {
  expect(paramsOf(guestRestartsOften, { tasks: read(starts(4)), guests })).toMatchObject({ count: 4, hours: 6 })
})

test('failed starts and old ones do not count', () => {
  expect(subjectsOf(guestRestartsOften, { tasks: read(starts(5, { state: 'failed' })), guests })).toEqual([])
  expect(subjectsOf(guestRestartsOften, { tasks: read(starts(5, { startedAt: now - 7 * 3600 })), guests })).toEqual([])
})

test('odd input: tasks of nobody', () => {
  expect(subjectsOf(guestRestartsOften, { tasks: read(starts(9, { subject: '' })), guests })).toEqual([])
})
