import type { GuestRow, StorageRow } from '@steward/contracts'
import type { Subject } from './define-rule.ts'
import type { ByKey, GuestConfig, Read } from './facts.ts'
import { dataDisksOf } from './guest-config.ts'

/** A shared storage is one thing, a local one belongs to its node. */
const idOf = (row: StorageRow) => (row.shared ? row.storage : row.id)

export const storageSubject = (row: StorageRow, within?: string): Subject => ({
  kind: 'storage',
  id: within === undefined ? row.id : `${idOf(row)}/${within}`,
})
export const storageParams = (row: StorageRow) => ({ storage: row.storage, node: row.node })

/** Each storage once, by the first node (in order of names) that has figures for it. */
export function oncePerStorage(rows: readonly StorageRow[]): StorageRow[] {
  const chosen = new Map<string, StorageRow>()
  for (const row of rows.toSorted((a, b) => a.id.localeCompare(b.id))) {
    const before = chosen.get(idOf(row))
    if (before === undefined || (before.used === null && row.used !== null)) chosen.set(idOf(row), row)
  }
  return [...chosen.values()]
}

/** The guests of the storage's node whose configuration, as far as it was read, has a disk on it. */
export function usersOf(
  row: StorageRow,
  guests: Read<readonly GuestRow[]>,
  configs: ByKey<GuestConfig>,
): readonly GuestRow[] {
  return guests.value.filter((guest) => {
    const config = configs.read.get(guest.id)
    return (
      guest.node === row.node &&
      config !== undefined &&
      dataDisksOf(config.value).some((disk) => disk.storage === row.storage)
    )
  })
}
