import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { bridge, card, network } from '../testing/network.ts'
import { wirelessInBridge } from './wireless-in-bridge.ts'

test('cables only, and a wireless card outside of bridges', () => {
  const interfaces = [card('eno1'), card('wlp3s0'), bridge('vmbr0', 'eno1')]
  expect(subjectsOf(wirelessInBridge, network(interfaces))).toEqual([])
})

test('a wireless card as a port', () => {
  expect(paramsOf(wirelessInBridge, network([bridge('vmbr0', 'eno1 wlp3s0')]))).toEqual({
    node: 'alder',
    iface: 'vmbr0',
    ports: 'wlp3s0',
  })
})

test('odd input: no ports, "none", a bond of that name', () => {
  expect(subjectsOf(wirelessInBridge, network([bridge('vmbr0', 'none'), bridge('vmbr1', '')]))).toEqual([])
  expect(subjectsOf(wirelessInBridge, network([{ iface: 'vmbr0', type: 'bridge' }]))).toEqual([])
})
