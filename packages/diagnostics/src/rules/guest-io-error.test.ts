import { expect, test } from 'vitest'
import { guest, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { guestIoError } from './guest-io-error.ts'

test('running, stopped and unknown guests are no such case', () => {
  const guests = read([guest(101), guest(102, { state: 'stopped' }), guest(103, { state: 'unknown' })])
  expect(subjectsOf(guestIoError, { guests })).toEqual([])
})

test('found, with the names for the guide', () => {
  const guests = read([guest(101, { state: 'io-error', rawState: 'io-error' }), guest(102)])
  expect(subjectsOf(guestIoError, { guests })).toEqual(['guest/101'])
  expect(paramsOf(guestIoError, { guests })).toMatchObject({ guest: '101', node: 'alder', tool: 'qm' })
})

test('odd input: no name, no guests', () => {
  expect(subjectsOf(guestIoError, { guests: read([]) })).toEqual([])
  expect(paramsOf(guestIoError, { guests: read([guest(101, { state: 'io-error', name: null })]) })).toMatchObject({
    name: '101',
  })
})
