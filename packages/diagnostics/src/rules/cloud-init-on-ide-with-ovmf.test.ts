import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { cloud, drive } from '../testing/cloud-init.ts'
import { odd, template } from '../testing/guests.ts'
import { cloudInitOnIdeWithOvmf as rule } from './cloud-init-on-ide-with-ovmf.ts'

test('with SeaBIOS, and on another bus', () => {
  expect(subjectsOf(rule, cloud({}))).toEqual([])
  expect(subjectsOf(rule, cloud({ bios: 'ovmf', ide2: 'none,media=cdrom', scsi1: drive.ide2 }))).toEqual([])
})

test('on IDE with OVMF', () => {
  expect(paramsOf(rule, cloud({ bios: 'ovmf' }))).toEqual({ guest: '100', drive: 'ide2' })
  expect(subjectsOf(rule, cloud({ bios: 'ovmf', machine: 'q35' }))).toHaveLength(1)
})

test('a template; odd input', () => {
  expect(subjectsOf(rule, cloud({ bios: 'ovmf' }, template))).toEqual([])
  for (const bios of odd) expect(subjectsOf(rule, cloud({ bios }))).toEqual([])
})
