import { expect, test } from 'vitest'
import { subjectsOf } from '../testing/facts.ts'
import { ct, odd, template, vm } from '../testing/guests.ts'
import { efiDiskMissing as rule } from './efi-disk-missing.ts'

test('with its disk, and with SeaBIOS', () => {
  expect(subjectsOf(rule, vm({ bios: 'ovmf', efidisk0: 'a:vm-100-disk-1,efitype=4m,size=4M' }))).toEqual([])
  expect(subjectsOf(rule, vm({ bios: 'seabios' }))).toEqual([])
  expect(subjectsOf(rule, vm({}))).toEqual([])
})

test('without', () => {
  expect(subjectsOf(rule, vm({ bios: 'ovmf' }))).toEqual(['guest/100'])
})

test('a template, a container', () => {
  expect(subjectsOf(rule, vm({ bios: 'ovmf' }, template))).toEqual([])
  expect(subjectsOf(rule, vm({ bios: 'ovmf', template: '1' }))).toEqual([])
  expect(subjectsOf(rule, ct({ bios: 'ovmf' }))).toEqual([])
})

test('odd input', () => {
  for (const bios of odd) expect(subjectsOf(rule, vm({ bios }))).toEqual([])
})
