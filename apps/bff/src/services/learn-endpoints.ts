import type { PveApi } from '@steward/pve-client'
import type { StoredConnection, StoredEndpoint } from '../store/connections.ts'

/**
 * The other nodes' addresses (`/cluster/status`) and certificates (`ssl_fingerprint` in `/nodes`), read over the pinned
 * connection. What a person confirmed is never replaced. A PVE reached through loopback tells addresses that only make
 * sense on its own side of the tunnel: then nothing is learnt. null: nothing new.
 */
export async function learnEndpoints(
  record: StoredConnection,
  api: PveApi,
): Promise<{ endpoints: StoredEndpoint[]; name?: string } | null> {
  const nodes = (await api.call('nodes', {})).data
  const status = await api.call('clusterStatus', {}).catch(() => null)
  const rows = status?.data ?? []
  const first = record.endpoints[0]
  const clusterName =
    rows.find((row) => row.type === 'cluster')?.name ?? (nodes.length === 1 ? nodes[0]?.node : undefined)
  const named = record.endpoints.map((endpoint) =>
    endpoint.node === null && endpoint.fingerprint !== null
      ? { ...endpoint, node: nodes.find((node) => node.ssl_fingerprint === endpoint.fingerprint)?.node ?? null }
      : endpoint,
  )
  const learned: StoredEndpoint[] = []
  if (first && !/^(127\.|localhost$|::1$)/.test(first.host)) {
    for (const node of nodes) {
      const address = rows.find((row) => row.type === 'node' && row.name === node.node)?.ip
      const known = named.some((endpoint) => endpoint.node === node.node || endpoint.host === address)
      if (address && node.ssl_fingerprint && !known)
        learned.push({
          node: node.node,
          host: address,
          port: first.port,
          fingerprint: node.ssl_fingerprint,
          from: 'cluster',
        })
    }
  }
  const rename = clusterName && record.name === first?.host ? { name: clusterName } : {}
  const changed =
    learned.length > 0 ||
    named.some((endpoint, index) => endpoint.node !== record.endpoints[index]?.node) ||
    'name' in rename
  return changed ? { endpoints: [...named, ...learned], ...rename } : null
}
