import type { Disk, ThinPool, ZfsPool } from '../facts.ts'
import { byKey, node, read, storage } from './facts.ts'

type State = 'online' | 'offline'
/** One node with these disks, or pools. */
export const disks = (list: readonly Disk[], state: State = 'online') => ({
  nodes: read([node('alder', { state })]),
  nodeDisks: byKey({ alder: list }),
})
export const zfs = (list: readonly ZfsPool[], state: State = 'online') => ({
  nodes: read([node('alder', { state })]),
  nodeZfs: byKey({ alder: list }),
})
export const thin = (list: readonly ThinPool[], storages = [storage('alder', 'local-lvm')]) => ({
  nodes: read([node('alder')]),
  storages: read(storages),
  nodeThinPools: byKey({ alder: list }),
})
