import { expect, test } from 'vitest'
import { findingsOf, subjectsOf } from '../testing/facts.ts'
import { odd, pair, stopped, template, vm } from '../testing/guests.ts'
import { macDuplicate as rule } from './mac-duplicate.ts'

const net = (mac = 'BC:24:11:AA:BB:01', rest = ',bridge=vmbr0') => ({ net0: `virtio=${mac}${rest}` })

test('each has its own', () => {
  expect(subjectsOf(rule, pair(net(), net('BC:24:11:AA:BB:02')))).toEqual([])
})

test('two with the same: told at the younger one', () => {
  expect(findingsOf(rule, pair(net(), net('bc:24:11:aa:bb:01')))).toMatchObject([
    { severity: 'warning', subject: { id: '101' }, params: { guest: '101', other: '100', mac: 'BC:24:11:AA:BB:01' } },
  ])
  const container = { net0: 'name=eth0,bridge=vmbr0,hwaddr=BC:24:11:AA:BB:01' }
  expect(subjectsOf(rule, pair(net(), container, { kind: 'lxc' }))).toEqual(['guest/101'])
})

test('milder while one of them is off', () => {
  expect(findingsOf(rule, pair(net(), net(), stopped))[0]?.severity).toBe('notice')
})

test('not for templates, other bridges or VLANs, and two cards of one guest', () => {
  expect(subjectsOf(rule, pair(net(), net(), template))).toEqual([])
  expect(subjectsOf(rule, pair(net(), net(undefined, ',bridge=vmbr1')))).toEqual([])
  expect(subjectsOf(rule, pair(net(), net(undefined, ',bridge=vmbr0,tag=5')))).toEqual([])
  expect(subjectsOf(rule, vm({ ...net(), net1: net().net0 }))).toEqual([])
})

test('odd input', () => {
  for (const net0 of odd) expect(subjectsOf(rule, pair({ net0 }, { net0 }))).toEqual([])
  expect(subjectsOf(rule, pair({ net0: 'name=eth0,hwaddr=x' }, { net0: 'name=eth0,hwaddr=x' }))).toEqual([])
})
