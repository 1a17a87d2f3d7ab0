import { expect, test } from 'vitest'
import { findingsOf, subjectsOf } from '../testing/facts.ts'
import { cloud } from '../testing/cloud-init.ts'
import { odd, template, vm } from '../testing/guests.ts'
import { cloudInitGatewayOutside as rule } from './cloud-init-gateway-outside.ts'

const of = (ip: string, gw: string) => cloud({ ipconfig0: `ip=${ip},gw=${gw}` })

test('in the network, to its edge', () => {
  expect(subjectsOf(rule, of('192.0.2.7/24', '192.0.2.254'))).toEqual([])
  expect(subjectsOf(rule, of('192.0.2.130/25', '192.0.2.129'))).toEqual([])
  expect(subjectsOf(rule, cloud({ ipconfig0: 'ip=dhcp' }))).toEqual([])
})

test('outside', () => {
  expect(findingsOf(rule, of('192.0.2.7/24', '192.0.3.1'))).toMatchObject([
    { severity: 'warning', params: { guest: '100', keys: 'ipconfig0' } },
  ])
  expect(subjectsOf(rule, of('192.0.2.130/25', '192.0.2.1'))).toHaveLength(1)
})

test('a single address is milder: some hosters give those', () => {
  expect(findingsOf(rule, of('192.0.2.7/32', '192.0.2.1'))[0]?.severity).toBe('notice')
})

test('own network data, no drive, a template', () => {
  const ipconfig0 = 'ip=192.0.2.7/24,gw=192.0.3.1'
  expect(subjectsOf(rule, cloud({ ipconfig0, cicustom: 'network=nas:snippets/n.yaml' }))).toEqual([])
  expect(subjectsOf(rule, vm({ ipconfig0 }))).toEqual([])
  expect(subjectsOf(rule, cloud({ ipconfig0 }, template))).toEqual([])
})

test('odd input', () => {
  for (const value of odd) expect(subjectsOf(rule, of(value, '192.0.2.1'))).toEqual([])
  for (const value of odd) expect(subjectsOf(rule, of('192.0.2.7/24', value))).toEqual([])
})
