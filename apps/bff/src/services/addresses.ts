import { createApi, createTransport, parseAddress, PveError } from '@steward/pve-client'
import { AppError } from '../app-error.ts'
import type { Registry } from '../clusters/registry.ts'
import type { StoredEndpoint } from '../store/connections.ts'
import { allowTarget } from './targets.ts'

export function addressOf(text: string) {
  try {
    return parseAddress(text)
  } catch (error) {
    throw new AppError('address-invalid', error instanceof Error ? error.message : 'This is not an address.', {
      fields: { address: 'invalid' },
    })
  }
}

/** A host without port or scheme, as the forms give it. */
export function hostOf(text: string): string {
  const bare = text.replace(/^\[(.*)\]$/, '$1')
  const { host } = addressOf(bare)
  if (host !== bare) throw new AppError('address-invalid', `"${text}" is not a host.`, { fields: { host: 'invalid' } })
  return host
}

/** One certificate is one node, and a node belongs to one cluster: the same one is not connected twice. */
export function refuseKnown(registry: Registry, fingerprint: string) {
  const known = registry
    .all()
    .find(
      (cluster) =>
        cluster.record.reading !== null && cluster.record.endpoints.some((item) => item.fingerprint === fingerprint),
    )
  if (known)
    throw new AppError('cluster-known', `This node belongs to "${known.record.name}", which is already connected.`)
}

/** An attempt that was left before a way of reading was chosen makes room for the next one. */
export async function dropUnfinished(registry: Registry, endpoint: StoredEndpoint) {
  for (const cluster of registry.all()) {
    const { record } = cluster
    if (
      record.reading === null &&
      record.endpoints.some((item) => item.host === endpoint.host && item.port === endpoint.port)
    )
      await registry.remove(record.id)
  }
}

/** Asks the one question that PVE answers to everybody, to be sure that this is a PVE and not somebody's router. */
export async function proveProxmox(endpoint: StoredEndpoint) {
  const transport = createTransport({
    endpoints: [{ name: endpoint.host, host: endpoint.host, port: endpoint.port, fingerprint: endpoint.fingerprint }],
    allowTarget,
  })
  try {
    await createApi(transport, { kind: 'none' }).call('accessDomains', {})
  } catch (error) {
    if (
      error instanceof PveError &&
      ['bad-reply', 'not-in-this-version', 'too-large', 'bad-request'].includes(error.kind)
    )
      throw new AppError('not-proxmox', 'Something answers there, but it is not Proxmox VE.', { cause: error })
    throw error
  } finally {
    await transport.close()
  }
}

export function freeId(registry: Registry, name: string): string {
  const base =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40) || 'cluster'
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`
    if (!registry.find(id)) return id
  }
}

export function keepTrust(
  held: readonly StoredEndpoint[],
  next: { node: string | null; host: string; port: number },
): StoredEndpoint {
  const same =
    held.find((item) => item.host === next.host && item.port === next.port) ??
    held.find((item) => item.node !== null && item.node === next.node)
  return { ...next, fingerprint: same?.fingerprint ?? null, from: same?.from ?? 'system' }
}
