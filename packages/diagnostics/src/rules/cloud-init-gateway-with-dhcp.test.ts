import { expect, test } from 'vitest'
import { findingsOf, subjectsOf } from '../testing/facts.ts'
import { cloud } from '../testing/cloud-init.ts'
import { odd, template, vm } from '../testing/guests.ts'
import { cloudInitGatewayWithDhcp as rule } from './cloud-init-gateway-with-dhcp.ts'

test('one or the other', () => {
  for (const ipconfig0 of ['ip=dhcp', 'ip=192.0.2.7/24,gw=192.0.2.1', 'ip=dhcp,ip6=2001:db8::7/64,gw6=2001:db8::1'])
    expect(subjectsOf(rule, cloud({ ipconfig0 }))).toEqual([])
})

test('both', () => {
  expect(findingsOf(rule, cloud({ ipconfig0: 'ip=dhcp,gw=192.0.2.1' }))).toMatchObject([
    { severity: 'warning', params: { guest: '100', keys: 'ipconfig0' } },
  ])
  for (const ipconfig0 of ['ip6=auto,gw6=fe80::1', 'gw6=fe80::1,ip6=dhcp'])
    expect(subjectsOf(rule, cloud({ ipconfig0 }))).toHaveLength(1)
})

test('milder without a drive; not for templates and own network data', () => {
  const ipconfig0 = 'ip=dhcp,gw=192.0.2.1'
  expect(findingsOf(rule, vm({ ipconfig0 }))[0]?.severity).toBe('notice')
  expect(subjectsOf(rule, cloud({ ipconfig0 }, template))).toEqual([])
  expect(subjectsOf(rule, cloud({ ipconfig0, cicustom: 'network=nas:snippets/n.yaml' }))).toEqual([])
})

test('odd input', () => {
  for (const ipconfig0 of [...odd, 'ip=dhcp,gw=']) expect(subjectsOf(rule, cloud({ ipconfig0 }))).toEqual([])
})
