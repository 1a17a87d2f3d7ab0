import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { odd, stopped, template, vm } from '../testing/guests.ts'
import { bridge, card, network } from '../testing/network.ts'
import { vlanTagOnUnawareBridge as rule } from './vlan-tag-on-unaware-bridge.ts'

const { nodeNetwork } = network([
  card('eno1'),
  bridge('vmbr0', 'eno1'),
  bridge('vmbr1', 'none'),
  bridge('vmbr2', '', { bridge_vlan_aware: 1 }),
  { iface: 'vmbr3', type: 'OVSBridge' },
])
const of = (net0: string, more = {}) => ({ ...vm({ net0 }, { ...stopped, ...more }), nodeNetwork })
const on = (name: string, rest = ',tag=20') => `virtio=BC:24:11:00:00:01,bridge=${name}${rest}`

test('a bridge with a port, one that is aware, one of Open vSwitch, no tag', () => {
  for (const name of ['vmbr0', 'vmbr2', 'vmbr3']) expect(subjectsOf(rule, of(on(name)))).toEqual([])
  expect(subjectsOf(rule, of(on('vmbr1', '')))).toEqual([])
})

test('a tag on a bridge that has no port and is not aware', () => {
  expect(paramsOf(rule, of(on('vmbr1')))).toEqual({ guest: '100', node: 'alder', bridges: 'vmbr1' })
})

test('a guest that runs, a template, a bridge that is not there', () => {
  expect(subjectsOf(rule, of(on('vmbr1'), { state: 'running' }))).toEqual([])
  expect(subjectsOf(rule, of(on('vmbr1'), template))).toEqual([])
  expect(subjectsOf(rule, of(on('vmbr9')))).toEqual([])
})

test('odd input', () => {
  for (const tag of odd) expect(subjectsOf(rule, of(on('vmbr1', `,tag=${tag}`)))).toEqual([])
})
