import type { GuestRow } from '@steward/contracts'
import { guestName, inSentence, namesOf, type Picture } from '../picture.ts'
import { type Severity, trouble, type Trouble, type TroubleKind } from './trouble.ts'

/** From this many on, guests with the same trouble are one entry: they most likely have one cause. */
const foldFrom = 4

type Judged = { kind: TroubleKind; severity: Severity }

const byState: Partial<Record<GuestRow['state'], Judged>> = {
  'io-error': { kind: 'ioError', severity: 'critical' },
  'internal-error': { kind: 'internalError', severity: 'critical' },
  'guest-panicked': { kind: 'panicked', severity: 'critical' },
  shutdown: { kind: 'shutInside', severity: 'warn' },
  other: { kind: 'otherState', severity: 'unknown' },
  paused: { kind: 'paused', severity: 'notice' },
}

/** The trouble that a guest has by itself; null when it has none, or when it is only unknown because of its node. */
export function ownTrouble(guest: GuestRow): Judged | null {
  if (guest.unknown !== null || guest.template) return null
  const seen = byState[guest.state]
  if (seen && seen.severity === 'critical') return seen
  if (guest.ha === 'error' || guest.ha === 'fence') return { kind: 'haError', severity: 'critical' }
  return seen ?? null
}

export function guestTroubles(picture: Picture): Trouble[] {
  const found = new Map<TroubleKind, { judged: Judged; guests: GuestRow[] }>()
  const add = (judged: Judged, guest: GuestRow) => {
    const held = found.get(judged.kind)
    if (held) held.guests.push(guest)
    else found.set(judged.kind, { judged, guests: [guest] })
  }
  const isHeld = holders(picture)
  for (const guest of picture.guests) {
    const own = ownTrouble(guest)
    if (own) add(own, guest)
    else if (guest.unknown !== null || guest.template) continue
    else if (guest.lock !== null && guest.lock !== 'suspended' && !isHeld(guest))
      add({ kind: 'lockLeft', severity: 'notice' }, guest)
    else if (guest.state === 'stopped' && guest.offOnPurpose === null && guest.lock === null)
      add({ kind: 'shouldRun', severity: 'notice' }, guest)
  }
  return [...found.values()].flatMap(({ judged, guests }) => toTroubles(judged, guests))
}

const filterOf: Partial<Record<TroubleKind, string>> = { lockLeft: 'locked', shouldRun: 'stopped', paused: 'paused' }

function toTroubles({ kind, severity }: Judged, guests: readonly GuestRow[]): Trouble[] {
  if (guests.length >= foldFrom) {
    const params = { count: guests.length, name: namesOf(guests, 4), node: '', word: '' }
    const place = { to: 'guests', state: filterOf[kind] ?? 'trouble' } as const
    return [trouble(kind, severity, params, { place })]
  }
  return guests.map((guest) => {
    const word = inSentence(
      kind === 'lockLeft' ? (guest.lock ?? '') : kind === 'haError' ? (guest.ha ?? '') : guest.rawState,
    )
    const params = { count: 1, name: guestName(guest), node: inSentence(guest.node), word }
    return trouble(kind, severity, params, { id: `${kind} ${guest.id}`, place: { to: 'guest', id: guest.id } })
  })
}

/** Whether a running task may be the one that holds a guest's lock: its own, or a task over many guests of its node. */
function holders({ tasks, nodes }: Picture): (guest: GuestRow) => boolean {
  // Who may not see a node's figures sees only their own tasks there: nothing can be said about the owner of a lock.
  const blind = new Set(nodes.filter((node) => node.unknown === 'no-right').map((node) => node.name))
  const running = tasks.filter((task) => task.state === 'running')
  const subjects = new Set(running.map((task) => task.subject))
  const wide = new Set(running.filter((task) => task.subject === '').map((task) => task.node))
  return (guest) => subjects.has(guest.id) || wide.has(guest.node) || blind.has(guest.node)
}
