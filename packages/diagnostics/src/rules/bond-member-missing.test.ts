import { expect, test } from 'vitest'
import type { NetworkInterface } from '../facts.ts'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { card, network } from '../testing/network.ts'
import { bondMemberMissing } from './bond-member-missing.ts'

const of = (slaves: string | undefined): NetworkInterface => ({ iface: 'bond0', type: 'bond', active: 1, slaves })

test('all are there', () => {
  expect(subjectsOf(bondMemberMissing, network([card('eno1'), card('eno2'), of('eno1 eno2')]))).toEqual([])
})

test('a card that is in no list, and one that only the configuration knows', () => {
  expect(paramsOf(bondMemberMissing, network([card('eno1'), of('eno1 enp9s0')]))).toEqual({
    node: 'alder',
    iface: 'bond0',
    missing: 'enp9s0',
  })
  const configured = card('eno2', { exists: undefined, active: undefined })
  expect(subjectsOf(bondMemberMissing, network([configured, of('eno2')]))).toEqual(['node/alder/bond0'])
  expect(subjectsOf(bondMemberMissing, network([card('eno2', { exists: 0, active: 0 }), of('eno2')]))).toHaveLength(1)
})

test('a card without cable is there; one that is up needs no further proof', () => {
  expect(subjectsOf(bondMemberMissing, network([card('eno1', { active: undefined }), of('eno1')]))).toEqual([])
  expect(subjectsOf(bondMemberMissing, network([card('eth0', { exists: undefined }), of('eth0')]))).toEqual([])
})

test('names that are no cards are not judged by the list', () => {
  expect(subjectsOf(bondMemberMissing, network([of('bond1 eno1.100 vxlan7 tap100i0')]))).toEqual([])
})

test('odd input: none, empty, absent', () => {
  for (const ports of ['none', '', undefined]) expect(subjectsOf(bondMemberMissing, network([of(ports)]))).toEqual([])
})
