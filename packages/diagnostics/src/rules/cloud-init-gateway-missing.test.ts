import { expect, test } from 'vitest'
import { subjectsOf } from '../testing/facts.ts'
import { cloud, twoCards } from '../testing/cloud-init.ts'
import { odd, template, vm } from '../testing/guests.ts'
import { cloudInitGatewayMissing as rule } from './cloud-init-gateway-missing.ts'

const fixed = 'ip=192.0.2.7/24'

test('a gateway, or automatic addresses, on any interface', () => {
  expect(subjectsOf(rule, cloud({ ipconfig0: `${fixed},gw=192.0.2.1` }))).toEqual([])
  expect(subjectsOf(rule, cloud({ ipconfig0: 'ip=dhcp' }))).toEqual([])
  for (const other of ['ip=dhcp', 'ip=198.51.100.7/24,gw=198.51.100.1', 'ip6=auto'])
    expect(subjectsOf(rule, cloud({ ...twoCards, ipconfig0: fixed, ipconfig1: other }))).toEqual([])
  expect(subjectsOf(rule, cloud({ ipconfig0: `${fixed},ip6=2001:db8::7/64,gw6=fe80::1` }))).toEqual([])
})

test('none anywhere', () => {
  expect(subjectsOf(rule, cloud({ ipconfig0: fixed }))).toEqual(['guest/100'])
  expect(subjectsOf(rule, cloud({ ...twoCards, ipconfig0: fixed, ipconfig1: 'ip=198.51.100.7/24' }))).toHaveLength(1)
})

test('own network data, no drive, a template', () => {
  expect(subjectsOf(rule, cloud({ ipconfig0: fixed, cicustom: 'network=nas:snippets/n.yaml' }))).toEqual([])
  expect(subjectsOf(rule, vm({ ipconfig0: fixed }))).toEqual([])
  expect(subjectsOf(rule, cloud({ ipconfig0: fixed }, template))).toEqual([])
})

test('odd input', () => {
  for (const ipconfig0 of odd) expect(subjectsOf(rule, cloud({ ipconfig0 }))).toEqual([])
  for (const ip of odd) expect(subjectsOf(rule, cloud({ ipconfig0: `ip=${ip}` }))).toEqual([])
})
