import { expect, test } from 'vitest'
import { node, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { alone, ct, odd, template, together, vm } from '../testing/guests.ts'
import { passthroughPinsGuest as rule } from './passthrough-pins-guest.ts'

const of = (values: Record<string, string>, more = {}) => ({ ...vm(values, more), ...together })

test('mapped devices, and what is no device of the node', () => {
  const values = { hostpci0: 'mapping=gpu,pcie=1', usb0: 'mapping=stick', usb1: 'spice', usb2: 'spice,usb3=1' }
  expect(subjectsOf(rule, of(values))).toEqual([])
})

test('devices of the node', () => {
  const values = { hostpci0: '0000:01:00.0,pcie=1', hostpci1: 'host=0000:02:00', usb0: 'host=1a86:55d4' }
  expect(paramsOf(rule, of(values))).toEqual({ guest: '100', node: 'alder', devices: 'hostpci0, hostpci1, usb0' })
})

test('a single node, one beside a ghost, a template, a container', () => {
  expect(subjectsOf(rule, { ...of({ usb0: 'host=1-2' }), ...alone })).toEqual([])
  const ghost = read([node('alder'), node('gone', { ghost: true })])
  expect(subjectsOf(rule, { ...of({ usb0: 'host=1-2' }), nodes: ghost })).toEqual([])
  expect(subjectsOf(rule, of({ usb0: 'host=1-2' }, template))).toEqual([])
  expect(subjectsOf(rule, { ...ct({ usb0: 'host=1-2' }), ...together })).toEqual([])
})

test('odd input', () => {
  for (const value of ['', ',', '=', 'host='])
    expect(subjectsOf(rule, of({ usb0: value, hostpci0: value }))).toEqual([])
  for (const value of odd) expect(subjectsOf(rule, of({ usb: value }))).toEqual([])
})
