import type { GuestRow } from '@steward/contracts'
import { ownTrouble } from '../pages/overview/troubles/guests.ts'

/** How a guest is drawn. Running is ink in three steps of load. */
export type CellLook = 'low' | 'mid' | 'high' | 'busy' | 'stopped' | 'off' | 'paused' | 'unknown' | 'warn' | 'critical'

/** One guest, or several when there is no room for each. */
export type Cell = { guests: readonly GuestRow[]; look: CellLook; lock: boolean; task: boolean }

const someLoad = 0.12
const muchLoad = 0.6

export function lookOf(guest: GuestRow): CellLook {
  if (guest.unknown !== null || guest.state === 'unknown') return 'unknown'
  const own = ownTrouble(guest)
  if (own && (own.severity === 'critical' || own.severity === 'warn')) return own.severity
  switch (guest.state) {
    case 'running':
      return (guest.cpu ?? 0) < someLoad ? 'low' : (guest.cpu ?? 0) < muchLoad ? 'mid' : 'high'
    case 'paused':
      return 'paused'
    case 'prelaunch':
    case 'migrating':
      return 'busy'
    case 'stopped':
      return guest.offOnPurpose === null ? 'stopped' : 'off'
    case 'suspended':
      return 'off'
    default:
      return 'unknown'
  }
}

const isTrouble = (look: CellLook) => look === 'critical' || look === 'warn'

const toCell = (guest: GuestRow, busy: ReadonlySet<string>): Cell => ({
  guests: [guest],
  look: lookOf(guest),
  lock: guest.lock !== null,
  task: busy.has(guest.id),
})

/**
 * A node's guests in the order of their numbers, so that each keeps its place. With several guests a cell the groups
 * stay what they are; a guest in trouble leaves its group for a cell of its own behind the last one.
 */
export function toCells(guests: readonly GuestRow[], busy: ReadonlySet<string>, perCell: number): Cell[] {
  if (perCell === 1) return guests.map((guest) => toCell(guest, busy))
  const cells: Cell[] = []
  const apart: Cell[] = []
  for (let from = 0; from < guests.length; from += perCell) {
    const group: Cell[] = []
    for (const guest of guests.slice(from, from + perCell)) {
      const cell = toCell(guest, busy)
      ;(isTrouble(cell.look) ? apart : group).push(cell)
    }
    if (group.length > 0) cells.push(together(group))
  }
  return [...cells, ...apart]
}

function together(group: readonly Cell[]): Cell {
  const counts = new Map<CellLook, number>()
  for (const { look } of group) counts.set(look, (counts.get(look) ?? 0) + 1)
  const look = [...counts].reduce((most, next) => (next[1] > most[1] ? next : most))[0]
  return {
    guests: group.flatMap((cell) => cell.guests),
    look,
    lock: group.some((cell) => cell.lock),
    task: group.some((cell) => cell.task),
  }
}
