import { expect, test } from 'vitest'
import type { ClusterNode, NetworkInterface } from '../facts.ts'
import { paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { bridge, card, network } from '../testing/network.ts'
import { clusterLinksShareCard } from './cluster-links-share-card.ts'

const member = (more: Partial<ClusterNode> = {}): ClusterNode => ({
  node: 'alder',
  ring0_addr: '192.0.2.1',
  ring1_addr: '198.51.100.1',
  ...more,
})
const facts = (interfaces: NetworkInterface[], row: ClusterNode = member()) => ({
  ...network(interfaces),
  clusterNodes: read([row]),
})
const lan = bridge('vmbr0', 'eno1')
const vlan = (iface: string, more: Partial<NetworkInterface> = {}): NetworkInterface => ({
  iface,
  type: 'vlan',
  active: 1,
  address: '198.51.100.1',
  ...more,
})

test('two cards, or a second link on a bond of two', () => {
  const second = card('eno2', { method: 'static', address: '198.51.100.1' })
  expect(subjectsOf(clusterLinksShareCard, facts([card('eno1'), second, lan]))).toEqual([])
  const bond = [
    { iface: 'bond0', type: 'bond', active: 1, slaves: 'eno1 eno2' },
    bridge('vmbr0', 'bond0'),
    vlan('vmbr0.50'),
  ]
  expect(subjectsOf(clusterLinksShareCard, facts([card('eno1'), card('eno2'), ...bond]))).toEqual([])
})

test('a VLAN on the bridge of the first link is the same cable', () => {
  const found = facts([card('eno1'), lan, vlan('vmbr0.50')])
  expect(paramsOf(clusterLinksShareCard, found)).toEqual({
    node: 'alder',
    card: 'eno1',
    addresses: '192.0.2.1, 198.51.100.1',
  })
  const named = facts([card('eno1'), lan, vlan('ring', { 'vlan-raw-device': 'eno1' })])
  expect(subjectsOf(clusterLinksShareCard, named)).toEqual(['node/alder/links'])
})

test('one link, and an address that no interface has, say nothing', () => {
  expect(subjectsOf(clusterLinksShareCard, facts([card('eno1'), lan], member({ ring1_addr: undefined })))).toEqual([])
  expect(subjectsOf(clusterLinksShareCard, facts([card('eno1'), lan]))).toEqual([])
  expect(
    subjectsOf(clusterLinksShareCard, facts([card('eno1'), lan, vlan('vmbr0.50')], member({ node: 'x' }))),
  ).toEqual([])
})

test('odd input: a bridge that leads to itself', () => {
  const circle = [bridge('vmbr0', 'vmbr1'), bridge('vmbr1', 'vmbr0', { address: '198.51.100.1' })]
  expect(subjectsOf(clusterLinksShareCard, facts(circle))).toEqual([])
})
