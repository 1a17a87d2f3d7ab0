import { expect, test } from 'vitest'
import { isInNetwork, parseCidr, parseIpv4 } from './addresses.ts'

test('addresses and networks', () => {
  expect(parseIpv4('0.0.1.2')).toBe(258)
  expect(parseIpv4('255.255.255.255')).toBe(2 ** 32 - 1)
  expect(parseCidr('192.0.2.7/24')).toMatchObject({ prefix: 24 })
})

test('what is none', () => {
  for (const text of ['', 'dhcp', '1.2.3', '1.2.3.256', '1.2.3.4.5', 'a.b.c.d', null, undefined])
    expect(parseIpv4(text)).toBeNull()
  for (const text of ['', 'dhcp', '192.0.2.7', '192.0.2.7/33', '192.0.2.7/', '192.0.2.7/24/1', '2001:db8::1/64'])
    expect(parseCidr(text)).toBeNull()
})

test('in a network, to its edges', () => {
  const network = { address: parseIpv4('192.0.2.130') ?? 0, prefix: 25 }
  expect(isInNetwork(parseIpv4('192.0.2.128') ?? 0, network)).toBe(true)
  expect(isInNetwork(parseIpv4('192.0.2.127') ?? 0, network)).toBe(false)
  expect(isInNetwork(parseIpv4('198.51.100.1') ?? 0, { ...network, prefix: 0 })).toBe(true)
})
