import type { Connection, ConnectionEndpoint } from '@steward/contracts'
import { expect, test } from 'vitest'
import { changedEndpoint } from './changed-endpoint.ts'

const at = (node: string | null, host: string) => ({ node, host, port: 8006 }) as ConnectionEndpoint
const endpoints = [at('alder', '192.0.2.1'), at(null, '192.0.2.2'), at('cedar', '2001:db8::3')]
const changed = (endpoint: string): Connection['state'] => ({
  state: 'certificate-changed',
  since: 1,
  endpoint,
  seen: 'AA',
  pinned: 'BB',
})

test('the address behind the name that the state gives is the one that is confirmed', () => {
  expect(changedEndpoint({ endpoints, state: changed('alder') })).toEqual({
    host: '192.0.2.1',
    port: 8006,
    address: '192.0.2.1:8006',
    seen: 'AA',
  })
  expect(changedEndpoint({ endpoints, state: changed('192.0.2.2:8006') })?.host).toBe('192.0.2.2')
  expect(changedEndpoint({ endpoints, state: changed('cedar') })?.address).toBe('[2001:db8::3]:8006')
})

test('nothing is confirmed for an address that is gone, or when nothing changed', () => {
  expect(changedEndpoint({ endpoints, state: changed('birch') })).toBeNull()
  expect(changedEndpoint({ endpoints, state: { state: 'connecting' } })).toBeNull()
})
