import { expect, test } from 'vitest'
import { paramsOf, read, storage, subjectsOf } from '../testing/facts.ts'
import { alone, odd, template, together, vm } from '../testing/guests.ts'
import { isoLeftInDrive as rule } from './iso-left-in-drive.ts'

const storages = { storages: read([storage('alder', 'local'), storage('alder', 'nas', { shared: true })]) }
const of = (ide2: string, more = {}) => ({ ...vm({ ide2 }, more), ...storages, ...together })
const iso = 'local:iso/debian.iso,media=cdrom,size=600M'

test('an empty drive, and an ISO that all nodes see', () => {
  expect(subjectsOf(rule, of('none,media=cdrom'))).toEqual([])
  expect(subjectsOf(rule, of('nas:iso/debian.iso,media=cdrom'))).toEqual([])
})

test('an ISO of one node', () => {
  expect(paramsOf(rule, of(iso))).toEqual({ guest: '100', drives: 'ide2' })
})

test('false alarms of others: the cloud-init drive, a single node, a template', () => {
  expect(subjectsOf(rule, of('local:100/vm-100-cloudinit.qcow2,media=cdrom'))).toEqual([])
  expect(subjectsOf(rule, { ...of(iso), ...alone })).toEqual([])
  expect(subjectsOf(rule, of(iso, template))).toEqual([])
})

test('odd input: a storage that is not known, garbage', () => {
  expect(subjectsOf(rule, of('gone:iso/debian.iso,media=cdrom'))).toEqual([])
  for (const value of odd) expect(subjectsOf(rule, of(value))).toEqual([])
})
