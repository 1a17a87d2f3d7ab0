import { expect, test } from 'vitest'
import { byKey, config, subjectsOf } from '../testing/facts.ts'
import { ct, template, vm } from '../testing/guests.ts'
import { guestWithoutNetwork as rule } from './guest-without-network.ts'

test('with a network, whichever number it has', () => {
  expect(subjectsOf(rule, vm({ net0: 'virtio=BC:24:11:00:00:01,bridge=vmbr0' }))).toEqual([])
  expect(subjectsOf(rule, ct({ net3: 'name=eth0,bridge=vmbr0' }))).toEqual([])
})

test('without', () => {
  expect(subjectsOf(rule, vm({}))).toEqual(['guest/100'])
  expect(subjectsOf(rule, ct({}))).toEqual(['guest/100'])
})

test('a card that is handed through, arguments by hand, one that waits, a template', () => {
  for (const values of [{ hostpci0: '0000:01:00.0' }, { usb0: 'host=0bda:8153' }, { args: '-netdev user,id=n' }])
    expect(subjectsOf(rule, vm(values))).toEqual([])
  const waiting = byKey({ 100: config({}, [{ key: 'net0', pending: 'virtio' }]) })
  expect(subjectsOf(rule, { ...vm({}), guestConfigs: waiting })).toEqual([])
  expect(subjectsOf(rule, vm({}, template))).toEqual([])
})

test('odd input: an empty line is a line; a guest that is not read is not judged', () => {
  expect(subjectsOf(rule, vm({ net0: '' }))).toEqual([])
  expect(subjectsOf(rule, { ...vm({}), guestConfigs: byKey({}) })).toEqual([])
})
