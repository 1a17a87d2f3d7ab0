import { expect, test } from 'vitest'
import { subjectsOf } from '../testing/facts.ts'
import { cloud } from '../testing/cloud-init.ts'
import { odd, template, vm } from '../testing/guests.ts'
import { cloudInitUpgradeDefault as rule } from './cloud-init-upgrade-default.ts'

test('chosen, either way', () => {
  for (const ciupgrade of ['0', '1', ...odd]) expect(subjectsOf(rule, cloud({ ciupgrade }))).toEqual([])
})

test('left to the default', () => {
  expect(subjectsOf(rule, cloud({}), { profile: 'production' })).toEqual(['guest/100'])
})

test('no drive, own user-data, Windows, a template; off at home', () => {
  expect(subjectsOf(rule, vm({ ostype: 'l26' }))).toEqual([])
  expect(subjectsOf(rule, cloud({ cicustom: 'user=nas:snippets/u.yaml' }))).toEqual([])
  expect(subjectsOf(rule, cloud({ ostype: 'win11' }))).toEqual([])
  expect(subjectsOf(rule, cloud({}, template))).toEqual([])
  expect(rule.offIn).toEqual(['home'])
})

test('odd input: no system known', () => {
  expect(subjectsOf(rule, cloud({ ostype: '' }))).toEqual([])
})
