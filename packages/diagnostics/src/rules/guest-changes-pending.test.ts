import { expect, test } from 'vitest'
import type { GuestConfig } from '../facts.ts'
import { byKey, config, findingsOf, paramsOf, subjectsOf } from '../testing/facts.ts'
import { stopped, vm } from '../testing/guests.ts'
import { guestChangesPending as rule } from './guest-changes-pending.ts'

const facts = (pending: GuestConfig['pending'], more = {}) => ({
  ...vm({}, more),
  guestConfigs: byKey({ 100: config({}, pending) }),
})

test('nothing waits', () => {
  expect(subjectsOf(rule, facts([]))).toEqual([])
})

test('a new value, another value, and one that goes', () => {
  const rows = [
    { key: 'cores', value: '2', pending: '4' },
    { key: 'agent', pending: '1' },
    { key: 'ide2', delete: 1 },
  ]
  expect(paramsOf(rule, facts(rows))).toEqual({ guest: '100', keys: 'agent, cores, ide2' })
})

test('a container too, and not a guest that is off: its next start brings them', () => {
  const rows = [{ key: 'memory', value: '512', pending: '1024' }]
  expect(subjectsOf(rule, facts(rows, { kind: 'lxc' }))).toHaveLength(1)
  expect(subjectsOf(rule, facts(rows, stopped))).toEqual([])
})

test('a password is never shown', () => {
  const [finding] = findingsOf(rule, facts([{ key: 'cipassword', value: 'old', pending: 'new' }]))
  expect(JSON.stringify(finding?.evidence)).not.toMatch(/old|new/)
})

test('odd input: the same value, a row that says nothing, delete 0', () => {
  const rows = [{ key: 'cores', value: '2', pending: '2' }, { key: 'name' }, { key: 'ide2', value: 'x', delete: 0 }]
  expect(subjectsOf(rule, facts(rows))).toEqual([])
})
