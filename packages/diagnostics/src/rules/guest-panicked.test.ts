import { expect, test } from 'vitest'
import { guest, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { guestPanicked } from './guest-panicked.ts'

test('running, stopped and unknown guests are no such case', () => {
  const guests = read([guest(101), guest(102, { state: 'stopped' }), guest(103, { state: 'unknown' })])
  expect(subjectsOf(guestPanicked, { guests })).toEqual([])
})

test('found, with the names for the guide', () => {
  const guests = read([guest(101, { state: 'guest-panicked', rawState: 'guest-panicked' }), guest(102)])
  expect(subjectsOf(guestPanicked, { guests })).toEqual(['guest/101'])
  expect(paramsOf(guestPanicked, { guests })).toMatchObject({ guest: '101', node: 'alder', tool: 'qm' })
})

test('odd input: no name, no guests', () => {
  expect(subjectsOf(guestPanicked, { guests: read([]) })).toEqual([])
  expect(
    paramsOf(guestPanicked, { guests: read([guest(101, { state: 'guest-panicked', name: null })]) }),
  ).toMatchObject({ name: '101' })
})
