import type { GuestRow } from '@steward/contracts'
import { expect, test } from 'vitest'
import { actionsFor, guestActions, rescueOf } from './actions.ts'

const offered = new Set(['guest-power', 'guest-rescue', 'guest-clear-lock'])
const guest = (about: Partial<GuestRow> = {}) =>
  ({ state: 'running', kind: 'qemu', lock: null, template: false, unknown: null, ...about }) as GuestRow
const ids = (about: Partial<GuestRow>, known = offered) => actionsFor(guest(about), known).map(({ id }) => id)
const offOf = (id: string, about: Partial<GuestRow>) =>
  guestActions.find((action) => action.id === id)?.off(guest(about)) ?? null

test('nothing is offered that this server cannot do', () => {
  expect(ids({}, new Set())).toEqual([])
  expect(ids({})).not.toContain('agent')
  expect(ids({}, new Set(['guest-agent']))).toEqual(['agent'])
})

test('what makes no sense is left out, what is only not possible now says why', () => {
  expect(ids({})).not.toContain('clear-lock')
  expect(ids({ lock: 'backup' })).toContain('clear-lock')
  expect(ids({ lock: 'suspended' })).not.toContain('clear-lock')
  expect(offOf('start', {})).toBe('running')
  expect(offOf('start', { state: 'stopped' })).toBeNull()
  expect(offOf('shutdown', { state: 'stopped' })).toBe('off')
  expect(offOf('shutdown', { state: 'paused' })).toBe('paused')
  expect(offOf('reset', { kind: 'lxc' })).toBe('container')
})

test('what is not known speaks against nothing', () => {
  for (const { id } of guestActions.filter(({ runbook }) => runbook === 'guest-power'))
    expect(offOf(id, { state: 'unknown', unknown: 'statistics-stalled' }), id).toBeNull()
})

test('a guide leads to the run that does it', () => {
  expect(rescueOf('end-waiting-shutdown', 101, offered)).toMatchObject({
    act: 'rescue',
    runbook: 'guest-rescue',
    input: { vmid: 101, after: 'off' },
  })
  expect(rescueOf('restore-quorum', 101, offered)).toBeNull()
  expect(rescueOf('end-waiting-shutdown', 101, new Set())).toBeNull()
})
