import { expect, test } from 'vitest'
import { guest, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { guestPrelaunch } from './guest-prelaunch.ts'

test('running, stopped and unknown guests are no such case', () => {
  const guests = read([guest(101), guest(102, { state: 'stopped' }), guest(103, { state: 'unknown' })])
  expect(subjectsOf(guestPrelaunch, { guests })).toEqual([])
})

test('found, with the names for the guide', () => {
  const guests = read([guest(101, { state: 'prelaunch', rawState: 'prelaunch' }), guest(102)])
  expect(subjectsOf(guestPrelaunch, { guests })).toEqual(['guest/101'])
  expect(paramsOf(guestPrelaunch, { guests })).toMatchObject({ guest: '101', node: 'alder', tool: 'qm' })
})

test('a lock explains it: a task is at work', () => {
  expect(subjectsOf(guestPrelaunch, { guests: read([guest(101, { state: 'prelaunch', lock: 'backup' })]) })).toEqual([])
})

test('odd input: no name, no guests', () => {
  expect(subjectsOf(guestPrelaunch, { guests: read([]) })).toEqual([])
  expect(paramsOf(guestPrelaunch, { guests: read([guest(101, { state: 'prelaunch', name: null })]) })).toMatchObject({
    name: '101',
  })
})
