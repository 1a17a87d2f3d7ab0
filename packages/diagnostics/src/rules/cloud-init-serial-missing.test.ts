import { expect, test } from 'vitest'
import { subjectsOf } from '../testing/facts.ts'
import { cloud } from '../testing/cloud-init.ts'
import { odd, template, vm } from '../testing/guests.ts'
import { cloudInitSerialMissing as rule } from './cloud-init-serial-missing.ts'

test('any serial port', () => {
  expect(subjectsOf(rule, cloud({ serial0: 'socket' }))).toEqual([])
  expect(subjectsOf(rule, cloud({ serial1: '/dev/ttyS0' }))).toEqual([])
})

test('none', () => {
  expect(subjectsOf(rule, cloud({}))).toEqual(['guest/100'])
})

test('no cloud-init drive, Windows, a template', () => {
  expect(subjectsOf(rule, vm({ ostype: 'l26' }))).toEqual([])
  expect(subjectsOf(rule, cloud({ ostype: 'win11' }))).toEqual([])
  expect(subjectsOf(rule, cloud({}, template))).toEqual([])
})

test('odd input', () => {
  for (const ostype of odd) expect(subjectsOf(rule, cloud({ ostype }))).toEqual([])
  for (const ide2 of odd) expect(subjectsOf(rule, cloud({ ide2 }))).toEqual([])
})
