import { BlockList } from 'node:net'

/**
 * Addresses that no PVE node has, and that a person who may type an address must not reach through us: link-local (cloud
 * metadata services), unspecified, multicast, broadcast. Private and loopback addresses are where PVE lives.
 */
const refused = new BlockList()
refused.addSubnet('0.0.0.0', 8, 'ipv4')
refused.addSubnet('169.254.0.0', 16, 'ipv4')
refused.addSubnet('224.0.0.0', 3, 'ipv4')
refused.addAddress('::', 'ipv6')
refused.addSubnet('fe80::', 10, 'ipv6')
refused.addSubnet('ff00::', 8, 'ipv6')

/** Judges a resolved address; BlockList sees through ::ffff:169.254.169.254. */
export const allowTarget = (address: string) => !refused.check(address, address.includes(':') ? 'ipv6' : 'ipv4')
