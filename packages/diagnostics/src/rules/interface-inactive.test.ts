import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { bridge, card, network } from '../testing/network.ts'
import { interfaceInactive } from './interface-inactive.ts'

const down = (more = {}) => bridge('vmbr1', 'eno1', { active: undefined, autostart: 1, ...more })

test('what is up, or is not wanted up at boot', () => {
  expect(subjectsOf(interfaceInactive, network([bridge('vmbr0', 'eno1', { autostart: 1 })]))).toEqual([])
  expect(subjectsOf(interfaceInactive, network([down({ autostart: 0 }), down({ autostart: undefined })]))).toEqual([])
})

test('a bridge, bond or VLAN that is wanted and down', () => {
  expect(paramsOf(interfaceInactive, network([down()]))).toEqual({ node: 'alder', iface: 'vmbr1', type: 'bridge' })
  for (const type of ['bond', 'vlan', 'OVSBridge'])
    expect(subjectsOf(interfaceInactive, network([down({ type, active: 0 })]))).toEqual(['node/alder/vmbr1'])
})

test('a card without cable, an alias and what is unknown are not judged', () => {
  expect(subjectsOf(interfaceInactive, network([card('eno2', { active: undefined, autostart: 1 })]))).toEqual([])
  for (const type of ['alias', 'unknown']) expect(subjectsOf(interfaceInactive, network([down({ type })]))).toEqual([])
})

test('what is only configured and not applied yet is told elsewhere', () => {
  expect(subjectsOf(interfaceInactive, network([down()], '+auto vmbr1\n+iface vmbr1 inet manual\n'))).toEqual([])
  expect(subjectsOf(interfaceInactive, network([down()], '+auto vmbr10\n'))).toHaveLength(1)
})

test('odd input: no interfaces, a node that is away', () => {
  expect(subjectsOf(interfaceInactive, network([]))).toEqual([])
  expect(subjectsOf(interfaceInactive, network([down()], null, { state: 'offline' }))).toEqual([])
})
