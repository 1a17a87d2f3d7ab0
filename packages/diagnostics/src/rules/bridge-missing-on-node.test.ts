import { expect, test } from 'vitest'
import { byKey, paramsOf, subjectsOf } from '../testing/facts.ts'
import { ct, odd, stopped, template, vm } from '../testing/guests.ts'
import { bridge, card, network } from '../testing/network.ts'
import { bridgeMissingOnNode as rule } from './bridge-missing-on-node.ts'

const { nodeNetwork } = network([card('eno1'), bridge('vmbr0', 'eno1')])
const of = (net0: string, more = {}) => ({ ...vm({ net0 }, { ...stopped, ...more }), nodeNetwork })
const on = (name: string) => `virtio=BC:24:11:00:00:01,bridge=${name}`

test('it is there, also as one of Open vSwitch', () => {
  expect(subjectsOf(rule, of(on('vmbr0')))).toEqual([])
  const open = network([{ iface: 'vmbr1', type: 'OVSBridge' }]).nodeNetwork
  expect(subjectsOf(rule, { ...of(on('vmbr1')), nodeNetwork: open })).toEqual([])
})

test('it is not', () => {
  expect(paramsOf(rule, of(on('vmbr7')))).toEqual({ guest: '100', node: 'alder', bridges: 'vmbr7' })
  expect(subjectsOf(rule, { ...ct({ net0: 'name=eth0,bridge=vmbr7' }, stopped), nodeNetwork })).toHaveLength(1)
})

test('networks of the SDN are not in the list', () => {
  for (const name of ['vnet1', 'lan', 'vmbrx']) expect(subjectsOf(rule, of(on(name)))).toEqual([])
})

test('a guest that runs proves it; changes that wait; a network that was not read; a template', () => {
  expect(subjectsOf(rule, of(on('vmbr7'), { state: 'running' }))).toEqual([])
  expect(subjectsOf(rule, of(on('vmbr7'), { state: 'paused' }))).toEqual([])
  expect(subjectsOf(rule, { ...of(on('vmbr7')), ...network([card('eno1')], '+iface vmbr7') })).toEqual([])
  expect(subjectsOf(rule, { ...of(on('vmbr7')), nodeNetwork: byKey({}) })).toEqual([])
  expect(subjectsOf(rule, of(on('vmbr7'), template))).toEqual([])
})

test('odd input: an empty list, no bridge, garbage', () => {
  expect(subjectsOf(rule, { ...of(on('vmbr7')), ...network([]) })).toEqual([])
  expect(subjectsOf(rule, of('virtio=BC:24:11:00:00:01'))).toEqual([])
  for (const value of odd) expect(subjectsOf(rule, of(value))).toEqual([])
})
