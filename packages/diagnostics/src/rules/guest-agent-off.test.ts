import { expect, test } from 'vitest'
import { byKey, config, findingsOf, subjectsOf } from '../testing/facts.ts'
import { ct, odd, stopped, template, vm } from '../testing/guests.ts'
import { guestAgentOff as rule } from './guest-agent-off.ts'

test('switched on, in both spellings', () => {
  for (const agent of ['1', 'enabled=1', '1,fstrim_cloned_disks=1'])
    expect(subjectsOf(rule, vm({ ostype: 'l26', agent }))).toEqual([])
})

test('off or absent, on Linux and Windows', () => {
  expect(findingsOf(rule, vm({ ostype: 'l26' }))).toMatchObject([
    { severity: 'notice', subject: { kind: 'guest', id: '100' }, params: { guest: '100' } },
  ])
  expect(subjectsOf(rule, vm({ ostype: 'win11', agent: '0' }))).toHaveLength(1)
})

test('false alarms of others: templates, containers, guests that are off, systems without an agent', () => {
  expect(subjectsOf(rule, vm({ ostype: 'l26' }, template))).toEqual([])
  expect(subjectsOf(rule, ct({ ostype: 'debian' }))).toEqual([])
  expect(subjectsOf(rule, vm({ ostype: 'l26' }, stopped))).toEqual([])
  expect(subjectsOf(rule, vm({ ostype: 'l26' }, { unknown: 'node-offline' }))).toEqual([])
  expect(subjectsOf(rule, vm({ ostype: 'other' }))).toEqual([])
  expect(subjectsOf(rule, vm({}))).toEqual([])
})

test('one that waits for the next start', () => {
  const waiting = byKey({ 100: config({ ostype: 'l26' }, [{ key: 'agent', pending: '1' }]) })
  expect(subjectsOf(rule, { ...vm({}), guestConfigs: waiting })).toEqual([])
})

test('odd input', () => {
  for (const agent of odd) expect(subjectsOf(rule, vm({ ostype: 'l26', agent }))).toHaveLength(1)
  for (const ostype of odd) expect(subjectsOf(rule, vm({ ostype }))).toEqual([])
})
