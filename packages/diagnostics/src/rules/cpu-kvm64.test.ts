import { expect, test } from 'vitest'
import { subjectsOf } from '../testing/facts.ts'
import { ct, template, vm } from '../testing/guests.ts'
import { cpuKvm64 as rule } from './cpu-kvm64.ts'

test('a type that was chosen', () => {
  for (const cpu of ['host', 'x86-64-v2-AES', 'cputype=x86-64-v3']) expect(subjectsOf(rule, vm({ cpu }))).toEqual([])
})

test('kvm64, and the default, which is the same', () => {
  expect(subjectsOf(rule, vm({ cpu: 'kvm64' }))).toEqual(['guest/100'])
  expect(subjectsOf(rule, vm({ cpu: 'cputype=kvm64,flags=+aes' }))).toHaveLength(1)
  expect(subjectsOf(rule, vm({}))).toHaveLength(1)
  expect(subjectsOf(rule, vm({ cpu: 'flags=+aes' }))).toHaveLength(1)
})

test('no such processor: ARM, without KVM, chosen by args, containers, templates', () => {
  expect(subjectsOf(rule, vm({ arch: 'aarch64' }))).toEqual([])
  expect(subjectsOf(rule, vm({ kvm: '0' }))).toEqual([])
  expect(subjectsOf(rule, vm({ args: '-cpu Haswell-noTSX' }))).toEqual([])
  expect(subjectsOf(rule, ct({}))).toEqual([])
  expect(subjectsOf(rule, vm({}, template))).toEqual([])
})

test('odd input: garbage is some other type', () => {
  expect(subjectsOf(rule, vm({ cpu: '<b>' }))).toEqual([])
})
