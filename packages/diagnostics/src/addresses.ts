/** An IPv4 address as a number; null for what is none. */
export function parseIpv4(text: string | null | undefined): number | null {
  const bytes = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/
    .exec(text ?? '')
    ?.slice(1)
    .map(Number)
  if (!bytes || bytes.some((byte) => byte > 255)) return null
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0)
}

/** "192.0.2.7/24"; null for what is no IPv4 network, such as "dhcp". */
export function parseCidr(text: string | null | undefined): { address: number; prefix: number } | null {
  const [host, length, more] = (text ?? '').split('/')
  const address = parseIpv4(host)
  if (address === null || more !== undefined || !/^\d{1,2}$/.test(length ?? '') || Number(length) > 32) return null
  return { address, prefix: Number(length) }
}

export const isInNetwork = (address: number, network: { address: number; prefix: number }) => {
  const size = 2 ** (32 - network.prefix)
  return Math.floor(address / size) === Math.floor(network.address / size)
}
