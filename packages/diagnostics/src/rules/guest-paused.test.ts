import { expect, test } from 'vitest'
import { guest, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { guestPaused } from './guest-paused.ts'

test('running, stopped and unknown guests are no such case', () => {
  const guests = read([guest(101), guest(102, { state: 'stopped' }), guest(103, { state: 'unknown' })])
  expect(subjectsOf(guestPaused, { guests })).toEqual([])
})

test('found, with the names for the guide', () => {
  const guests = read([guest(101, { state: 'paused', rawState: 'paused' }), guest(102)])
  expect(subjectsOf(guestPaused, { guests })).toEqual(['guest/101'])
  expect(paramsOf(guestPaused, { guests })).toMatchObject({ guest: '101', node: 'alder', tool: 'qm' })
})

test('a lock explains it: a task is at work', () => {
  expect(subjectsOf(guestPaused, { guests: read([guest(101, { state: 'paused', lock: 'backup' })]) })).toEqual([])
})

test('odd input: no name, no guests', () => {
  expect(subjectsOf(guestPaused, { guests: read([]) })).toEqual([])
  expect(paramsOf(guestPaused, { guests: read([guest(101, { state: 'paused', name: null })]) })).toMatchObject({
    name: '101',
  })
})
