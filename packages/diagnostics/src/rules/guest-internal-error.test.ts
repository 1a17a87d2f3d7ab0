import { expect, test } from 'vitest'
import { guest, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { guestInternalError } from './guest-internal-error.ts'

test('running, stopped and unknown guests are no such case', () => {
  const guests = read([guest(101), guest(102, { state: 'stopped' }), guest(103, { state: 'unknown' })])
  expect(subjectsOf(guestInternalError, { guests })).toEqual([])
})

test('found, with the names for the guide', () => {
  const guests = read([guest(101, { state: 'internal-error', rawState: 'internal-error' }), guest(102)])
  expect(subjectsOf(guestInternalError, { guests })).toEqual(['guest/101'])
  expect(paramsOf(guestInternalError, { guests })).toMatchObject({ guest: '101', node: 'alder', tool: 'qm' })
})

test('odd input: no name, no guests', () => {
  expect(subjectsOf(guestInternalError, { guests: read([]) })).toEqual([])
  expect(
    paramsOf(guestInternalError, { guests: read([guest(101, { state: 'internal-error', name: null })]) }),
  ).toMatchObject({ name: '101' })
})
