import type { Connection, ConnectionEndpoint } from '@steward/contracts'

const addressOf = ({ host, port }: ConnectionEndpoint) => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`)

/** The address whose certificate changed. The state names it by its node, or by the address while the node is not known. */
export function changedEndpoint({
  state,
  endpoints,
}: Pick<Connection, 'state' | 'endpoints'>): { host: string; port: number; address: string; seen: string } | null {
  if (state.state !== 'certificate-changed') return null
  const found = endpoints.find((endpoint) => (endpoint.node ?? `${endpoint.host}:${endpoint.port}`) === state.endpoint)
  return found ? { host: found.host, port: found.port, address: addressOf(found), seen: state.seen } : null
}
