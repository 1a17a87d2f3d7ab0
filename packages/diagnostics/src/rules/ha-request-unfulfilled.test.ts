import { expect, test } from 'vitest'
import { guest, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { service } from '../testing/ha.ts'
import { haRequestUnfulfilled } from './ha-request-unfulfilled.ts'

const facts = (row: Parameters<typeof service>[1], values: Parameters<typeof guest>[1]) => ({
  ha: read([service(510, row)]),
  guests: read([guest(510, values)]),
})

test('what was asked for is so', () => {
  expect(subjectsOf(haRequestUnfulfilled, facts({}, {}))).toEqual([])
  const off = facts({ request_state: 'stopped', state: 'stopped' }, { state: 'stopped' })
  expect(subjectsOf(haRequestUnfulfilled, off)).toEqual([])
})

test('it is not, in both directions', () => {
  expect(paramsOf(haRequestUnfulfilled, facts({ state: 'starting' }, { state: 'stopped' }))).toEqual({
    guest: '510',
    wanted: 'started',
    state: 'stopped',
    node: 'alder',
  })
  expect(subjectsOf(haRequestUnfulfilled, facts({ request_state: 'stopped', state: 'request_stop' }, {}))).toHaveLength(
    1,
  )
})

test('a paused guest is not down for HA; frozen, ignored and failed ones are told elsewhere', () => {
  expect(subjectsOf(haRequestUnfulfilled, facts({}, { state: 'paused' }))).toEqual([])
  for (const state of ['freeze', 'error', 'ignored', 'deleting', 'fence'])
    expect(subjectsOf(haRequestUnfulfilled, facts({ state }, { state: 'stopped' }))).toEqual([])
})

test('odd input: a run state that is only the last known one, a guest that is not listed', () => {
  const stale = facts({}, { state: 'stopped', unknown: 'statistics-stalled' })
  expect(subjectsOf(haRequestUnfulfilled, stale)).toEqual([])
  expect(subjectsOf(haRequestUnfulfilled, { ha: read([service(510)]), guests: read([]) })).toEqual([])
  expect(subjectsOf(haRequestUnfulfilled, facts({ request_state: undefined }, { state: 'stopped' }))).toEqual([])
})
