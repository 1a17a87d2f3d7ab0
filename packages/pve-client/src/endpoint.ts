import { BlockList, isIP } from 'node:net'

/** One address at which PVE answers. */
export type PveEndpoint = {
  /** Node name, or the host as long as the name is not known. */
  name: string
  host: string
  port: number
  /** SHA-256 of the certificate as 'AA:BB:…'; null: the system's trust decides. */
  fingerprint: string | null
}

const fingerprintForm = /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/

/**
 * Checks an endpoint and brings the fingerprint into upper case with colons.
 *
 * @throws TypeError when the host is a URL or not a host, the port out of range, or the fingerprint not SHA-256.
 */
export function checkEndpoint(endpoint: PveEndpoint): PveEndpoint {
  const { name, port } = endpoint
  const host = endpoint.host.replace(/^\[(.*)\]$/, '$1')
  if (!isIP(host) && !/^[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_.])?$/.test(host))
    throw new TypeError('host is not a host name or an address')
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new TypeError('port is out of range')
  const fingerprint = endpoint.fingerprint === null ? null : normalizeFingerprint(endpoint.fingerprint)
  return { name, host, port, fingerprint }
}

/** 'aa:bb…' or 'aabb…' → 'AA:BB:…'. @throws TypeError when it is not a SHA-256 fingerprint. */
export function normalizeFingerprint(text: string): string {
  const bare = text.trim().replaceAll(':', '').toUpperCase()
  const formed = bare.match(/../g)?.join(':') ?? ''
  if (!fingerprintForm.test(formed)) throw new TypeError('fingerprint is not a SHA-256 fingerprint')
  return formed
}

/**
 * Host and port from what a person types: `pve1`, `pve1:8006`, `https://pve1:8006/`, `[fd00::1]`. The port defaults
 * to 8006, with `https://` too, because nobody's PVE listens on 443 unless a proxy does, and then the port is typed.
 *
 * @throws TypeError for http:// and anything that is not an address.
 */
export function parseAddress(text: string): { host: string; port: number } {
  const trimmed = text.trim()
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) && !/^https:\/\//i.test(trimmed))
    throw new TypeError('only https addresses are accepted')
  const rest = trimmed.replace(/^https:\/\//i, '').replace(/[/?#].*$/, '')
  const bare = isIP(rest) === 6 ? `[${rest}]` : rest
  const match = /^(\[[0-9a-fA-F:.]+\]|[^:[\]@]+)(?::(\d{1,5}))?$/.exec(bare)
  if (!match) throw new TypeError('this is not an address')
  const { host, port } = checkEndpoint({
    name: '',
    host: match[1] ?? '',
    port: Number(match[2] ?? 8006),
    fingerprint: null,
  })
  return { host, port }
}

/** The authority part of a URL: IPv6 addresses in brackets. */
export const authority = (host: string, port: number): string => `${isIP(host) === 6 ? `[${host}]` : host}:${port}`

const privateRanges = new BlockList()
for (const [address, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  privateRanges.addSubnet(address, prefix, 'ipv4')
}
for (const [address, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  privateRanges.addSubnet(address, prefix, 'ipv6')

/** True for loopback, private, link-local and shared address space, also when written as an IPv4-mapped IPv6 address. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address)
  return family !== 0 && privateRanges.check(address, family === 6 ? 'ipv6' : 'ipv4')
}
