import { expect, test } from 'vitest'
import { guest, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { guestShutInside } from './guest-shut-inside.ts'

test('running, stopped and unknown guests are no such case', () => {
  const guests = read([guest(101), guest(102, { state: 'stopped' }), guest(103, { state: 'unknown' })])
  expect(subjectsOf(guestShutInside, { guests })).toEqual([])
})

test('found, with the names for the guide', () => {
  const guests = read([guest(101, { state: 'shutdown', rawState: 'shutdown' }), guest(102)])
  expect(subjectsOf(guestShutInside, { guests })).toEqual(['guest/101'])
  expect(paramsOf(guestShutInside, { guests })).toMatchObject({ guest: '101', node: 'alder', tool: 'qm' })
})

test('a lock explains it: a task is at work', () => {
  expect(subjectsOf(guestShutInside, { guests: read([guest(101, { state: 'shutdown', lock: 'backup' })]) })).toEqual([])
})

test('odd input: no name, no guests', () => {
  expect(subjectsOf(guestShutInside, { guests: read([]) })).toEqual([])
  expect(paramsOf(guestShutInside, { guests: read([guest(101, { state: 'shutdown', name: null })]) })).toMatchObject({
    name: '101',
  })
})
