import { expect, test } from 'vitest'
import { paramsOf, subjectsOf } from '../testing/facts.ts'
import { cloud } from '../testing/cloud-init.ts'
import { odd, template, vm } from '../testing/guests.ts'
import { cloudInitDiskTiny as rule } from './cloud-init-disk-tiny.ts'

const disk = (size: string) => `local-lvm:vm-100-disk-0,size=${size}`

test('large enough, to the edge', () => {
  for (const size of ['32G', '4G', '4096M']) expect(subjectsOf(rule, cloud({ scsi0: disk(size) }))).toEqual([])
})

test('as small as the image was', () => {
  expect(paramsOf(rule, cloud({ scsi0: disk('3G') }))).toEqual({ guest: '100', disk: 'scsi0', size: 3 })
  expect(subjectsOf(rule, cloud({ scsi0: disk('3584M') }))).toHaveLength(1)
})

test('only the disk that it boots from counts', () => {
  const values = { scsi0: disk('32G'), scsi1: disk('1G') }
  expect(subjectsOf(rule, cloud({ ...values, boot: 'order=scsi0' }))).toEqual([])
  expect(subjectsOf(rule, cloud({ ...values, boot: 'order=net0;scsi1' }))).toHaveLength(1)
  expect(subjectsOf(rule, cloud(values))).toEqual([])
})

test('a template stays as small as its image; without a drive it is no cloud image', () => {
  expect(subjectsOf(rule, cloud({ scsi0: disk('3G') }, template))).toEqual([])
  expect(subjectsOf(rule, vm({ scsi0: disk('3G') }))).toEqual([])
})

test('odd input: no size, garbage', () => {
  expect(subjectsOf(rule, cloud({ scsi0: 'local-lvm:vm-100-disk-0' }))).toEqual([])
  for (const size of [...odd, '0']) expect(subjectsOf(rule, cloud({ scsi0: disk(size) }))).toEqual([])
})
