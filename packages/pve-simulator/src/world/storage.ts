import type { StorageDescription, VolumeDescription } from './description.ts'

export interface Volume extends VolumeDescription {
  readonly ctime: number
}

export interface Storage {
  readonly id: string
  readonly type: StorageDescription['type']
  config: Record<string, string | number>
  content: string
  shared: boolean
  nodes: readonly string[] | undefined
  disabled: boolean
  total: number
  /** Under '' for a shared storage, else by node. */
  readonly used: Map<string, number>
  readonly offlineOn: Set<string>
  volumes: Volume[]
}

export function makeStorage(given: StorageDescription, now: number): Storage {
  const used = new Map<string, number>()
  used.set('', given.used ?? Math.floor(given.total * 0.4))
  return {
    id: given.id,
    type: given.type,
    config: { ...(given.path === undefined ? {} : { path: given.path }), ...given.config },
    content: given.content,
    shared: given.shared ?? (given.type === 'nfs' || given.type === 'cifs' || given.type === 'pbs'),
    nodes: given.nodes,
    disabled: given.disabled ?? false,
    total: given.total,
    used,
    offlineOn: new Set(given.offlineOn),
    volumes: (given.volumes ?? []).map((volume) => ({
      ...volume,
      ctime: Math.floor(now / 1000) - (volume.age ?? 86400),
    })),
  }
}

export const isOnNode = (storage: Storage, node: string): boolean => storage.nodes?.includes(node) ?? true

export const usedOn = (storage: Storage, node: string): number =>
  storage.used.get(storage.shared ? '' : node) ?? storage.used.get('') ?? 0

export function addUsed(storage: Storage, node: string, bytes: number): void {
  const key = storage.shared ? '' : node
  storage.used.set(key, Math.min(storage.total, Math.max(0, usedOn(storage, node) + bytes)))
}

export const volumesOn = (storage: Storage, node: string): Volume[] =>
  storage.volumes.filter((volume) => storage.shared || volume.node === undefined || volume.node === node)

/** Only these are plain folders, with files of their own names. */
export const isFileBased = (storage: Storage): boolean => ['dir', 'nfs', 'cifs', 'btrfs'].includes(storage.type)

export const pathOf = (storage: Storage): string =>
  String(
    storage.config.path ??
      (storage.type === 'nfs' || storage.type === 'cifs' ? `/mnt/pve/${storage.id}` : '/var/lib/vz'),
  )
