import { expect, test } from 'vitest'
import { ApiError } from '../../../api/client.ts'
import { readAgent, refusalOf } from './agent.ts'

const failed = (message: string) =>
  new ApiError('pve-failed', 'GET', {
    code: 'pve-failed',
    message: '',
    requestId: '',
    pve: { status: 500, path: '', message },
  })

test('each refusal is told apart', () => {
  expect(refusalOf(failed('No QEMU guest agent configured'))).toBe('notConfigured')
  expect(refusalOf(failed('QEMU guest agent is not running'))).toBe('notRunning')
  expect(refusalOf(failed('VM 100 is not running'))).toBe('guestOff')
  expect(refusalOf(failed("VM 100 qga command 'guest-ping' failed - got timeout"))).toBe('timeout')
  expect(refusalOf(failed('something else'))).toBeNull()
})

test('addresses of both kinds, and a refusal that looks like success', () => {
  const interfaces = [
    { name: 'lo' },
    { name: 'eth0', 'hardware-address': 'aa', 'ip-addresses': [{ 'ip-address': '10.0.0.5', prefix: 24 }] },
  ]
  expect(readAgent({ result: interfaces })).toEqual([{ name: 'eth0', mac: 'aa', addresses: ['10.0.0.5/24'] }])
  expect(readAgent([{ name: 'eth0', hwaddr: 'bb', inet: '10.0.0.6/24' }])).toEqual([
    { name: 'eth0', mac: 'bb', addresses: ['10.0.0.6/24'] },
  ])
  expect(readAgent({ result: { error: { class: 'CommandNotFound' } } })).toBe('blocked')
})
