import type { GuestRow } from '@steward/contracts'
import { type Sort, sortRows, type SortValue } from '../../ui/sort-rows.ts'

/** A row of `/nodes/{node}/storage/{storage}/content`, as the server has checked it. All texts are hostile. */
export type WireVolume = {
  volid: string
  content: string
  format?: string
  size?: number
  used?: number
  vmid?: number
  ctime?: number
  notes?: string
  protected?: number
  encrypted?: string
  verification?: { state?: string }
}

/**
 * Whose a volume is. `orphan`: a disk with the number of a guest that nobody here sees; it may still exist for others, so
 * this is a remark and never an advice to delete. `elsewhere`: the guest lives on another node than this local disk.
 */
export type Owner =
  | { kind: 'none' }
  | { kind: 'unknown'; id: string }
  | { kind: 'guest'; id: string; name: string | null }
  | { kind: 'elsewhere'; id: string; name: string | null; node: string }
  | { kind: 'orphan'; id: string }

type Place = { node: string; shared: boolean; guests: readonly GuestRow[] | null }

const isDisk = (volume: WireVolume) => volume.content === 'images' || volume.content === 'rootdir'

export function ownerOf(volume: WireVolume, { node, shared, guests }: Place): Owner {
  if (volume.vmid === undefined) return { kind: 'none' }
  const id = String(volume.vmid)
  // As long as the guests have not been read nobody can say that one is missing.
  if (guests === null) return { kind: 'unknown', id }
  const guest = guests.find((one) => one.id === id)
  if (!guest) return { kind: 'orphan', id }
  if (isDisk(volume) && !shared && guest.node !== node)
    return { kind: 'elsewhere', id, name: guest.name, node: guest.node }
  return { kind: 'guest', id, name: guest.name }
}

/** The last part of a volume's id says enough: the storage is in the headline. */
export const shortName = (volid: string): string => volid.slice(volid.indexOf(':') + 1)

type Filter = {
  readonly q?: string | undefined
  readonly content?: string | undefined
  readonly guest?: string | undefined
}

export function filterVolumes(volumes: readonly WireVolume[], { q = '', content, guest }: Filter): WireVolume[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  return volumes.filter((volume) => {
    if (content !== undefined && volume.content !== content) return false
    if (guest !== undefined && String(volume.vmid) !== guest) return false
    const text = `${volume.volid}\n${volume.notes ?? ''}\n${volume.format ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

const values: Readonly<Record<string, (volume: WireVolume) => SortValue>> = {
  name: ({ volid }) => volid,
  kind: ({ content }) => content,
  owner: ({ vmid }) => vmid ?? null,
  age: ({ ctime }) => (ctime === undefined ? null : -ctime),
  size: ({ size }) => size ?? null,
}
export const isSortable = (column: string): boolean => column in values

/** Without a wish: by guest, the newest first, which is how one looks for a backup. */
export function arrangeVolumes(volumes: readonly WireVolume[], sort: Sort | null): WireVolume[] {
  const valueOf = sort === null ? undefined : values[sort.column]
  if (valueOf && sort) return sortRows(volumes, valueOf, sort.descending)
  const newest = sortRows(volumes, ({ ctime }) => ctime ?? null, true)
  return sortRows(newest, ({ vmid }) => vmid ?? null, false)
}

export type GuestTotal = { id: string; disks: number; backups: number; count: number }

/** How much each guest takes, the largest first. Volumes whose size PVE does not tell are counted, not guessed. */
export function totalsOf(volumes: readonly WireVolume[]): GuestTotal[] {
  const totals = new Map<string, GuestTotal>()
  for (const volume of volumes) {
    if (volume.vmid === undefined) continue
    const id = String(volume.vmid)
    const total = totals.get(id) ?? { id, disks: 0, backups: 0, count: 0 }
    total.count += 1
    if (volume.content === 'backup') total.backups += volume.size ?? 0
    else total.disks += volume.size ?? 0
    totals.set(id, total)
  }
  return [...totals.values()].toSorted((a, b) => b.disks + b.backups - (a.disks + a.backups))
}
