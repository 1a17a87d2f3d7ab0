import { expect, test } from 'vitest'
import { byKey, config, guest, now, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { passthroughWithCloudKernel } from './passthrough-with-cloud-kernel.ts'

const facts = (kernel: string | null | undefined, values: Record<string, string> = { hostpci0: '0000:01:00.0' }) => ({
  guests: read([guest(100)]),
  guestConfigs: byKey({ 100: config({ agent: '1', ...values }) }),
  agents: byKey({ 100: { answers: true, message: null, since: now - 9000, kernel } }),
})

test('a full kernel, or no device', () => {
  for (const kernel of ['6.8.0-88-generic', '6.12.48+deb13-amd64', '7.0.2-arch1-1', '6.8.0-1012-aws'])
    expect(subjectsOf(passthroughWithCloudKernel, facts(kernel))).toEqual([])
  expect(subjectsOf(passthroughWithCloudKernel, facts('6.8.0-1012-kvm', {}))).toEqual([])
  expect(subjectsOf(passthroughWithCloudKernel, facts('6.8.0-1012-kvm', { usb0: 'spice' }))).toEqual([])
})

test('a kernel of a cloud image with a device of the node, raw or mapped', () => {
  expect(paramsOf(passthroughWithCloudKernel, facts('6.12.48+deb13-cloud-amd64'))).toEqual({
    guest: '100',
    devices: 'hostpci0',
    kernel: '6.12.48+deb13-cloud-amd64',
  })
  for (const kernel of ['5.15.0-1068-kvm', '6.12.8-0-virt'])
    expect(subjectsOf(passthroughWithCloudKernel, facts(kernel, { usb1: 'mapping=zigbee' }))).toEqual(['guest/100'])
})

test('odd input: not told, empty, a guest that is off', () => {
  for (const kernel of [null, undefined, '']) expect(subjectsOf(passthroughWithCloudKernel, facts(kernel))).toEqual([])
  const off = { ...facts('5.15.0-1068-kvm'), guests: read([guest(100, { state: 'stopped' })]) }
  expect(subjectsOf(passthroughWithCloudKernel, off)).toEqual([])
})
