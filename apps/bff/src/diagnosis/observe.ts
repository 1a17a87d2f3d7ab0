import type { Observed } from '@steward/diagnostics'
import type { Picture } from '@steward/snapshot'

const storageStepSec = 3600
const storageKeptSec = 21 * 86_400

export const nothingObserved: Observed = {
  lockSince: new Map(),
  nodeOfflineSince: new Map(),
  stateSince: new Map(),
  storageUsed: new Map(),
}

/** Remembers since when locks, states and absences stand, and how storages fill. PVE does not tell any of it. Pure. */
export function observe(before: Observed, picture: Picture, now: number): Observed {
  const lockSince = new Map<string, number>()
  const stateSince = new Map<string, number>()
  for (const guest of picture.guests.values()) {
    if (guest.lock !== null)
      lockSince.set(`${guest.id}:${guest.lock}`, before.lockSince.get(`${guest.id}:${guest.lock}`) ?? now)
    stateSince.set(`${guest.id}:${guest.state}`, before.stateSince.get(`${guest.id}:${guest.state}`) ?? now)
  }
  const nodeOfflineSince = new Map<string, number>()
  for (const node of picture.nodes.values())
    if (node.state !== 'online') nodeOfflineSince.set(node.name, before.nodeOfflineSince.get(node.name) ?? now)
  return { lockSince, stateSince, nodeOfflineSince, storageUsed: usage(before.storageUsed, picture, now) }
}

function usage(before: Observed['storageUsed'], picture: Picture, now: number): Observed['storageUsed'] {
  const next = new Map(before)
  for (const storage of picture.storages.values()) {
    const key = storage.shared ? storage.storage : storage.id
    const held = next.get(key) ?? []
    if (storage.used === null || now - (held.at(-1)?.at ?? 0) < storageStepSec) continue
    next.set(key, [...held.filter((point) => now - point.at < storageKeptSec), { at: now, used: storage.used }])
  }
  return next
}

export const packObserved = (observed: Observed) =>
  JSON.stringify({
    lockSince: [...observed.lockSince],
    nodeOfflineSince: [...observed.nodeOfflineSince],
    stateSince: [...observed.stateSince],
    storageUsed: [...observed.storageUsed],
  })

export function unpackObserved(text: string | null): Observed {
  if (text === null) return nothingObserved
  const parsed: {
    lockSince: [string, number][]
    nodeOfflineSince: [string, number][]
    stateSince: [string, number][]
    storageUsed: [string, { at: number; used: number }[]][]
  } = JSON.parse(text)
  return {
    lockSince: new Map(parsed.lockSince),
    nodeOfflineSince: new Map(parsed.nodeOfflineSince),
    stateSince: new Map(parsed.stateSince),
    storageUsed: new Map(parsed.storageUsed),
  }
}
