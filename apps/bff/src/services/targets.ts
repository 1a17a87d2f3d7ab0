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
// The same metadata services where they have other addresses, and link-local behind the prefixes that carry IPv4 in IPv6.
refused.addAddress('100.100.100.200', 'ipv4')
refused.addAddress('fd00:ec2::254', 'ipv6')
refused.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6')
refused.addSubnet('2002:a9fe::', 32, 'ipv6')
refused.addSubnet('::a9fe:0', 112, 'ipv6')

/** Judges a resolved address; BlockList sees through ::ffff:169.254.169.254. */
export const allowTarget = (address: string) => !refused.check(address, address.includes(':') ? 'ipv6' : 'ipv4')
