import { expect, test } from 'vitest'
import { byKey, paramsOf, subjectsOf } from '../testing/facts.ts'
import { ct, odd, template, vm } from '../testing/guests.ts'
import { nameWithDot as rule } from './name-with-dot.ts'

const drive = { ide2: 'local-lvm:vm-100-cloudinit,media=cdrom' }

test('a plain name, and a dot where no cloud-init reads it', () => {
  expect(subjectsOf(rule, vm({ name: 'web', ...drive }))).toEqual([])
  expect(subjectsOf(rule, vm({ name: 'web.01' }))).toEqual([])
})

test('a dot, with the drive on either kind of storage', () => {
  const params = { guest: '100', name: 'web.01.example', host: 'web' }
  expect(paramsOf(rule, vm({ name: 'web.01.example', ...drive }))).toEqual(params)
  const file = { ide2: 'nas:100/vm-100-cloudinit.qcow2,media=cdrom' }
  expect(subjectsOf(rule, vm({ name: 'web.01', ...file }))).toHaveLength(1)
})

test('own user-data names the host itself; templates and containers', () => {
  expect(subjectsOf(rule, vm({ name: 'web.01', cicustom: 'user=nas:snippets/u.yaml', ...drive }))).toEqual([])
  expect(subjectsOf(rule, vm({ name: 'web.01', ...drive }, template))).toEqual([])
  expect(subjectsOf(rule, ct({ hostname: 'web.01' }))).toEqual([])
})

test('odd input: no name, a dot first, garbage', () => {
  expect(subjectsOf(rule, { ...vm({}), guestConfigs: byKey({ 100: { values: drive, pending: [] } }) })).toEqual([])
  for (const name of [...odd, '.web', '.']) expect(subjectsOf(rule, vm({ name, ...drive }))).toEqual([])
})
