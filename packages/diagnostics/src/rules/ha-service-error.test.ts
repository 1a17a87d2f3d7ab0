import { expect, test } from 'vitest'
import { paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { service } from '../testing/ha.ts'
import { haServiceError } from './ha-service-error.ts'

test('all other states', () => {
  for (const state of ['started', 'stopped', 'queued', 'freeze', 'fence', 'ignored'])
    expect(subjectsOf(haServiceError, { ha: read([service(510, { state })]) })).toEqual([])
})

test('in error', () => {
  expect(paramsOf(haServiceError, { ha: read([service(513, { state: 'error', crm_state: 'error' })]) })).toEqual({
    guest: '513',
    sid: 'vm:513',
    node: 'alder',
  })
})

test('one that is being removed or cleared is on its way', () => {
  for (const state of ['deleting', 'clearing error flag'])
    expect(subjectsOf(haServiceError, { ha: read([service(513, { state, crm_state: 'error' })]) })).toEqual([])
})

test('odd input: no rows, a service that is no guest, missing words', () => {
  expect(subjectsOf(haServiceError, { ha: read([]) })).toEqual([])
  expect(subjectsOf(haServiceError, { ha: read([{ id: 'service:x', type: 'service', state: 'error' }]) })).toEqual([])
  expect(subjectsOf(haServiceError, { ha: read([service(510, { state: undefined })]) })).toEqual([])
})
