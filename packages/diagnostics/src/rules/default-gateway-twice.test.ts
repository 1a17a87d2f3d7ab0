import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { bridge, card, network } from '../testing/network.ts'
import { defaultGatewayTwice } from './default-gateway-twice.ts'

const gate = (iface: string, gateway?: string) => bridge(iface, '', { gateway })

test('one, or none', () => {
  expect(subjectsOf(defaultGatewayTwice, network([gate('vmbr0', '192.0.2.254'), gate('vmbr1')]))).toEqual([])
  expect(subjectsOf(defaultGatewayTwice, network([card('eno1')]))).toEqual([])
})

test('two', () => {
  const interfaces = [gate('vmbr0', '192.0.2.254'), gate('vmbr1', '198.51.100.1')]
  expect(paramsOf(defaultGatewayTwice, network(interfaces))).toEqual({
    node: 'alder',
    gateways: 'vmbr0: 192.0.2.254, vmbr1: 198.51.100.1',
  })
})

test('odd input: an empty one, no interfaces', () => {
  expect(subjectsOf(defaultGatewayTwice, network([gate('vmbr0', '192.0.2.254'), gate('vmbr1', '')]))).toEqual([])
  expect(subjectsOf(defaultGatewayTwice, network([]))).toEqual([])
})
