import { expect, test } from 'vitest'
import { subjectsOf } from '../testing/facts.ts'
import { cloud } from '../testing/cloud-init.ts'
import { odd, template, vm } from '../testing/guests.ts'
import { cloudInitLoginMissing as rule } from './cloud-init-login-missing.ts'

test('a password, a key, own data', () => {
  for (const values of [
    { cipassword: '**********' },
    { sshkeys: 'ssh-ed25519%20AAAA' },
    { cicustom: 'user=nas:snippets/u.yaml' },
    { cicustom: 'vendor=nas:snippets/v.yaml' },
  ])
    expect(subjectsOf(rule, cloud(values))).toEqual([])
})

test('none of them', () => {
  expect(subjectsOf(rule, cloud({ ciuser: 'home' }))).toEqual(['guest/100'])
  expect(subjectsOf(rule, cloud({ cicustom: 'network=nas:snippets/n.yaml' }))).toHaveLength(1)
  expect(subjectsOf(rule, cloud({ sshkeys: '', cipassword: '' }))).toHaveLength(1)
})

test('no drive, a template: its clones are given theirs', () => {
  expect(subjectsOf(rule, vm({ ciuser: 'home' }))).toEqual([])
  expect(subjectsOf(rule, cloud({}, template))).toEqual([])
})

test('odd input', () => {
  for (const cicustom of odd) expect(subjectsOf(rule, cloud({ cicustom }))).toHaveLength(1)
})
