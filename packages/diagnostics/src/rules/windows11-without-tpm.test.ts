import { expect, test } from 'vitest'
import { findingsOf, subjectsOf } from '../testing/facts.ts'
import { odd, template, vm } from '../testing/guests.ts'
import { windows11WithoutTpm as rule } from './windows11-without-tpm.ts'

test('with a TPM, and other systems', () => {
  expect(subjectsOf(rule, vm({ ostype: 'win11', tpmstate0: 'a:vm-100-disk-1,size=4M,version=v2.0' }))).toEqual([])
  for (const ostype of ['win10', 'l26', 'other']) expect(subjectsOf(rule, vm({ ostype }))).toEqual([])
})

test('without', () => {
  expect(findingsOf(rule, vm({ ostype: 'win11' }))).toMatchObject([{ severity: 'notice', subject: { id: '100' } }])
})

test('not for templates; odd input', () => {
  expect(subjectsOf(rule, vm({ ostype: 'win11' }, template))).toEqual([])
  for (const ostype of odd) expect(subjectsOf(rule, vm({ ostype }))).toEqual([])
})
