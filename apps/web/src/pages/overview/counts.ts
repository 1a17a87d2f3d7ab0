import type { GuestRow, NodeRow, TaskRow } from '@steward/contracts'
import { ownTrouble } from './troubles/guests.ts'

export type GuestCounts = {
  running: number
  stopped: number
  off: number
  templates: number
  paused: number
  busy: number
  trouble: number
  unknown: number
  all: number
}

/** Each guest is counted once. Templates and what is off on purpose are not down; what is unknown is not running. */
export function countGuests(guests: readonly GuestRow[]): GuestCounts {
  const counts = { running: 0, stopped: 0, off: 0, templates: 0, paused: 0, busy: 0, trouble: 0, unknown: 0, all: 0 }
  for (const guest of guests) {
    counts.all += 1
    counts[bucketOf(guest)] += 1
  }
  return counts
}

export function bucketOf(guest: GuestRow): Exclude<keyof GuestCounts, 'all'> {
  if (guest.template) return 'templates'
  if (guest.unknown !== null || guest.state === 'unknown' || guest.state === 'other') return 'unknown'
  const own = ownTrouble(guest)
  if (own && own.severity !== 'notice') return 'trouble'
  if (guest.state === 'running') return 'running'
  if (guest.state === 'paused') return 'paused'
  if (guest.state === 'prelaunch' || guest.state === 'migrating') return 'busy'
  return guest.offOnPurpose === null && guest.state !== 'suspended' ? 'stopped' : 'off'
}

export type MemoryRoom = {
  used: number
  max: number
  fraction: number
  /** The same load when the largest node is gone; null for one node. More than 1 does not fit. */
  withoutLargest: number | null
  /** Nodes whose memory is not known and not counted. */
  unknown: number
} | null

/** null when no node's memory is known. */
export function memoryRoom(nodes: readonly NodeRow[]): MemoryRoom {
  const members = nodes.filter((node) => !node.ghost)
  const known = members.flatMap(({ memory, memoryMax }) =>
    memory !== null && memoryMax !== null && memoryMax > 0 ? [{ memory, memoryMax }] : [],
  )
  if (known.length === 0) return null
  const used = known.reduce((sum, node) => sum + node.memory, 0)
  const max = known.reduce((sum, node) => sum + node.memoryMax, 0)
  const left = max - Math.max(...known.map((node) => node.memoryMax))
  return {
    used,
    max,
    fraction: used / max,
    withoutLargest: left > 0 ? used / left : null,
    unknown: members.length - known.length,
  }
}

const lately = 24 * 3600

export function countTasks(tasks: readonly TaskRow[], now: number) {
  const failed = tasks.filter((task) => task.state === 'failed' && (task.endedAt ?? task.startedAt) > now - lately)
  return { running: tasks.filter((task) => task.state === 'running' && !task.unconfirmed), failed }
}
