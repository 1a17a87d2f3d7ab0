import type { Facts, NetworkInterface, Read, Network } from './facts.ts'
import type { Inspected } from './guest-lint.ts'

type Interfaces = { part: Read<Network>; find(name: string): NetworkInterface | undefined }

/**
 * The interfaces of a guest's node, where the list can be trusted about it. Changes that wait are already in PVE's list,
 * and a guest that runs proves that its bridge is there, although PVE does not list it (a file that is included).
 */
export function interfacesFor(item: Inspected, { nodeNetwork }: Pick<Facts, 'nodeNetwork'>): Interfaces | null {
  if (item.guest.state !== 'stopped') return null
  const part = nodeNetwork.read.get(item.guest.node)
  if (!part || part.value.interfaces.length === 0 || (part.value.changes ?? '') !== '') return null
  return { part, find: (name) => part.value.interfaces.find((row) => row.iface === name) }
}

/** Only PVE's own names are judged: others may be networks of the SDN, which this list does not have. */
export const isPlainBridge = (bridge: string | null): bridge is string => bridge !== null && /^vmbr\d+$/.test(bridge)
