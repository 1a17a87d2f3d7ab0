import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { bridge, card, network } from '../testing/network.ts'
import { nodeAddressByDhcp } from './node-address-by-dhcp.ts'

const leased = bridge('vmbr0', 'eno1', { method: 'dhcp', address: undefined })

test('an address that is written down', () => {
  expect(subjectsOf(nodeAddressByDhcp, network([card('eno1'), bridge('vmbr0', 'eno1')]))).toEqual([])
})

test('the bridge asks for its address', () => {
  expect(paramsOf(nodeAddressByDhcp, network([card('eno1'), leased]))).toEqual({ node: 'alder', iface: 'vmbr0' })
})

test('a lease beside the fixed address is for something else', () => {
  const own = bridge('vmbr0', 'eno1', { gateway: '192.0.2.254' })
  expect(subjectsOf(nodeAddressByDhcp, network([own, bridge('vmbr1', 'eno2', { method: 'dhcp' })]))).toEqual([])
  expect(subjectsOf(nodeAddressByDhcp, network([own, leased], null, { address: null }))).toEqual([])
})

test('odd input: no interfaces, no words', () => {
  expect(subjectsOf(nodeAddressByDhcp, network([]))).toEqual([])
  expect(subjectsOf(nodeAddressByDhcp, network([{ iface: 'vmbr0', type: 'bridge' }]))).toEqual([])
})
