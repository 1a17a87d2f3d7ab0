import type { NodeRow, StorageRow } from '@steward/contracts'
import type { RawResource } from './raw.ts'
import { settleBytes } from './settle.ts'

type StorageContext = { nodes: ReadonlyMap<string, NodeRow>; before: ReadonlyMap<string, StorageRow> }

/** Storage rows, one per node that knows the storage. */
export function toStorages(resources: readonly RawResource[], context: StorageContext): Map<string, StorageRow> {
  const rows = new Map<string, StorageRow>()
  for (const raw of resources) {
    if (raw.type !== 'storage' || raw.storage === undefined || raw.node === undefined) continue
    const id = `${raw.node}/${raw.storage}`
    rows.set(id, toStorage({ id, node: raw.node, storage: raw.storage }, raw, context))
  }
  return rows
}

function toStorage(
  identity: Pick<StorageRow, 'id' | 'node' | 'storage'>,
  raw: RawResource,
  context: StorageContext,
): StorageRow {
  const node = context.nodes.get(identity.node)
  const before = context.before.get(identity.id)
  // A lost node's storages stay "available" for five minutes, like its guests.
  const nodeLost = node === undefined || node.state === 'offline'
  const available = raw.status === 'available' && !nodeLost
  return {
    ...identity,
    state: available ? 'available' : 'unknown',
    unknown: nodeLost
      ? 'node-offline'
      : available
        ? node.stalledSince
          ? 'statistics-stalled'
          : null
        : node.state === 'unknown' || node.stalledSince
          ? 'statistics-stalled'
          : 'read-failed',
    kind: raw.plugintype ?? before?.kind ?? null,
    // PVE lists the kinds of content in random order: sorted, so that nothing seems to change.
    content: raw.content === undefined ? (before?.content ?? []) : raw.content.split(',').toSorted(),
    shared: Boolean(raw.shared),
    used: available ? settleBytes(before?.used, raw.disk, raw.maxdisk) : null,
    max: raw.maxdisk ?? before?.max ?? null,
  }
}
