import { expect, test } from 'vitest'
import { paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { fencing, service } from '../testing/ha.ts'
import { haDisarmed } from './ha-disarmed.ts'

test('armed, and standing by', () => {
  for (const state of ['armed', 'standby']) expect(subjectsOf(haDisarmed, { ha: read([fencing(state)]) })).toEqual([])
})

test('disarmed, and on the way to it', () => {
  for (const state of ['disarmed', 'disarming'])
    expect(paramsOf(haDisarmed, { ha: read([service(510, { state: 'freeze' }), fencing(state)]) })).toEqual({
      guests: 1,
      state,
    })
})

test('odd input: PVE 8 has no such row; a row without the word', () => {
  expect(subjectsOf(haDisarmed, { ha: read([service(510)]) })).toEqual([])
  expect(subjectsOf(haDisarmed, { ha: read([{ id: 'fencing', type: 'fencing' }]) })).toEqual([])
})
