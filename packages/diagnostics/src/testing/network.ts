import type { NetworkInterface } from '../facts.ts'
import { byKey, node, read } from './facts.ts'

/** One node with these interfaces. */
export const network = (interfaces: readonly NetworkInterface[], changes: string | null = null, more = {}) => ({
  nodes: read([node('alder', more)]),
  nodeNetwork: byKey({ alder: { interfaces, changes } }),
})
export const card = (iface: string, more: Partial<NetworkInterface> = {}): NetworkInterface => ({
  iface,
  type: 'eth',
  exists: 1,
  active: 1,
  method: 'manual',
  ...more,
})
export const bridge = (iface: string, ports: string, more: Partial<NetworkInterface> = {}): NetworkInterface => ({
  iface,
  type: 'bridge',
  active: 1,
  method: 'static',
  address: '192.0.2.1',
  bridge_ports: ports,
  ...more,
})
