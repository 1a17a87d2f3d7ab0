import { describe, expect, it } from 'vitest'
import { authority, isPrivateAddress, normalizeFingerprint, parseAddress } from './endpoint.ts'

describe('parseAddress', () => {
  it.each([
    ['pve1', 'pve1', 8006],
    [' https://pve1.home.lan/ ', 'pve1.home.lan', 8006],
    ['https://pve1:443/#v1:0', 'pve1', 443],
    ['10.0.0.1:8443', '10.0.0.1', 8443],
    ['[fd00::1]', 'fd00::1', 8006],
    ['https://[fd00::1]:8006', 'fd00::1', 8006],
    ['fd00::1', 'fd00::1', 8006],
  ])('%s', (text, host, port) => {
    expect(parseAddress(text)).toEqual({ host, port })
  })

  it.each(['http://pve1:8006', 'ftp://pve1', '', 'a@b', 'user:pw@pve1', 'pve1:99999', 'pve 1', 'pve1:x'])(
    'refuses %j',
    (text) => {
      expect(() => parseAddress(text)).toThrow(TypeError)
    },
  )
})

it('writes IPv6 in brackets', () => {
  expect(authority('fd00::1', 8006)).toBe('[fd00::1]:8006')
})

it('brings a fingerprint into one form', () => {
  const form = Array.from({ length: 32 }, () => 'AB').join(':')
  expect(normalizeFingerprint(form.toLowerCase())).toBe(form)
  expect(normalizeFingerprint('ab'.repeat(32))).toBe(form)
  expect(() => normalizeFingerprint('ab'.repeat(20))).toThrow(TypeError)
})

it('knows private addresses, however they are written', () => {
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '192.168.1.1',
    '169.254.169.254',
    '::1',
    'fd00::1',
    'fe80::1',
    '::ffff:127.0.0.1',
    '0.0.0.0',
  ]) {
    expect(isPrivateAddress(address), address).toBe(true)
  }
  for (const address of ['8.8.8.8', '2001:4860:4860::8888', 'pve1', '172.32.0.1'])
    expect(isPrivateAddress(address), address).toBe(false)
})
