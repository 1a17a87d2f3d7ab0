import type { StorageRow } from '@steward/contracts'
import type { Subject } from './define-rule.ts'
import type { Read, ThinPool } from './facts.ts'

/** Which storage lies on a pool is known only where the node has one of each. */
export function storageOfPool(
  node: string,
  pools: readonly ThinPool[],
  storages: Read<readonly StorageRow[]>,
): Subject[] {
  const thin = storages.value.filter((storage) => storage.node === node && storage.kind === 'lvmthin')
  return pools.length === 1 && thin.length === 1 ? thin.map(({ id }): Subject => ({ kind: 'storage', id })) : []
}
