import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { ct, odd, template, vm } from '../testing/guests.ts'
import { guestVgaSerialWithoutSerial as rule } from './guest-vga-serial-without-serial.ts'

test('the port is there, or the console is a screen', () => {
  expect(subjectsOf(rule, vm({ vga: 'serial0', serial0: 'socket' }))).toEqual([])
  for (const vga of ['std', 'virtio,memory=64', 'type=qxl']) expect(subjectsOf(rule, vm({ vga }))).toEqual([])
  expect(subjectsOf(rule, vm({}))).toEqual([])
})

test('it is not, or another one is', () => {
  expect(paramsOf(rule, vm({ vga: 'serial0' }))).toEqual({ guest: '100', port: 'serial0' })
  expect(subjectsOf(rule, vm({ vga: 'type=serial1', serial0: 'socket' }))).toHaveLength(1)
})

test('templates, containers, odd input', () => {
  expect(subjectsOf(rule, vm({ vga: 'serial0' }, template))).toEqual([])
  expect(subjectsOf(rule, ct({ vga: 'serial0' }))).toEqual([])
  for (const vga of [...odd, 'serial9', 'serial']) expect(subjectsOf(rule, vm({ vga }))).toEqual([])
})
