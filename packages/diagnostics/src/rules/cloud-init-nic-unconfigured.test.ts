import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { cloud, twoCards } from '../testing/cloud-init.ts'
import { odd, template, vm } from '../testing/guests.ts'
import { cloudInitNicUnconfigured as rule } from './cloud-init-nic-unconfigured.ts'

test('all, or none at all', () => {
  expect(subjectsOf(rule, cloud({ ...twoCards, ipconfig0: 'ip=dhcp', ipconfig1: 'ip=dhcp' }))).toEqual([])
  expect(subjectsOf(rule, cloud(twoCards))).toEqual([])
})

test('one of two', () => {
  expect(paramsOf(rule, cloud({ ...twoCards, ipconfig0: 'ip=dhcp' }))).toEqual({ guest: '100', nics: 'net1' })
})

test('settings without an interface harm nobody; own data, no drive, templates', () => {
  expect(subjectsOf(rule, cloud({ ipconfig0: 'ip=dhcp', ipconfig7: 'ip=dhcp' }))).toEqual([])
  const values = { ...twoCards, ipconfig0: 'ip=dhcp' }
  expect(subjectsOf(rule, cloud({ ...values, cicustom: 'network=nas:snippets/n.yaml' }))).toEqual([])
  expect(subjectsOf(rule, vm(values))).toEqual([])
  expect(subjectsOf(rule, cloud(values, template))).toEqual([])
})

test('odd input: an empty setting is one', () => {
  for (const ipconfig0 of odd) expect(subjectsOf(rule, cloud({ ipconfig0 }))).toEqual([])
  expect(subjectsOf(rule, cloud({ ipconfigx: 'ip=dhcp' }))).toEqual([])
})
