import { expect, test } from 'vitest'
import { findingsOf, subjectsOf } from '../testing/facts.ts'
import { drive } from '../testing/cloud-init.ts'
import { odd, pair, stopped, template } from '../testing/guests.ts'
import { cloudInitAddressDuplicate as rule } from './cloud-init-address-duplicate.ts'

const of = (ip: string, rest = '') => ({
  ...drive,
  net0: `virtio=BC:24:11:00:00:01,bridge=vmbr0${rest}`,
  ipconfig0: `ip=${ip},gw=192.0.2.1`,
})
const same = of('192.0.2.7/24')

test('each has its own', () => {
  expect(subjectsOf(rule, pair(same, of('192.0.2.8/24')))).toEqual([])
  expect(subjectsOf(rule, pair(of('dhcp'), of('dhcp')))).toEqual([])
})

test('two with the same: told at the younger one', () => {
  expect(findingsOf(rule, pair(same, of('192.0.2.7/16')))).toMatchObject([
    { severity: 'warning', subject: { id: '101' }, params: { guest: '101', other: '100', address: '192.0.2.7' } },
  ])
  const container = { net0: 'name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:02,ip=192.0.2.7/24' }
  expect(subjectsOf(rule, pair(same, container, { kind: 'lxc' }))).toEqual(['guest/101'])
})

test('milder while one of them is off', () => {
  expect(findingsOf(rule, pair(same, same, stopped))[0]?.severity).toBe('notice')
})

test('not for templates, other bridges and VLANs, settings that have no effect', () => {
  expect(subjectsOf(rule, pair(same, same, template))).toEqual([])
  expect(subjectsOf(rule, pair(same, of('192.0.2.7/24', ',tag=9')))).toEqual([])
  expect(subjectsOf(rule, pair(same, { ...same, ide2: 'none,media=cdrom' }))).toEqual([])
  expect(subjectsOf(rule, pair(same, { ...same, cicustom: 'network=nas:snippets/n.yaml' }))).toEqual([])
  expect(subjectsOf(rule, pair(same, { ...drive, ipconfig0: 'ip=192.0.2.7/24' }))).toEqual([])
})

test('one finding for a guest, however many addresses; odd input', () => {
  const two = { ...same, net1: 'virtio=BC:24:11:00:00:05,bridge=vmbr1', ipconfig1: 'ip=198.51.100.7/24' }
  expect(subjectsOf(rule, pair(two, two))).toEqual(['guest/101'])
  for (const ip of odd) expect(subjectsOf(rule, pair(of(ip), of(ip)))).toEqual([])
})
