import type { GuestRow, NodeRow } from '@steward/contracts'
import { guestState, whyUnknown } from '../facts/guest-state.ts'
import { nodeState } from '../facts/node-state.ts'
import { formatPercent } from '../format/numbers.ts'
import type { T } from '../messages/i18n.ts'
import { countGuests, type GuestCounts } from '../pages/overview/counts.ts'
import { guestName, inSentence } from '../pages/overview/picture.ts'
import type { Cell } from './cells.ts'
import type { Frame } from './shape.ts'

const buckets = ['running', 'trouble', 'unknown', 'stopped', 'paused', 'busy', 'off'] as const

export function sayCounts(counts: GuestCounts, t: T): string {
  const seen = buckets.filter((bucket) => counts[bucket] > 0)
  if (seen.length === 0) return t('overview:noGuests')
  return seen.map((bucket) => t(`overview:n-${bucket}`, { count: counts[bucket] })).join(t('guest:comma'))
}

export const sayHidden = (t: T): string => t('overview:guestsHidden', { why: whyUnknown('no-right', t) })

export const percentOrUnknown = (fraction: number | null, t: T): string =>
  fraction === null ? t('overview:notSeen') : formatPercent(fraction)

export const memoryShare = (of: Pick<NodeRow | GuestRow, 'memory' | 'memoryMax'>): number | null =>
  of.memory === null || of.memoryMax === null || of.memoryMax === 0 ? null : of.memory / of.memoryMax

function sayLoad(node: NodeRow, t: T): string {
  if (node.cpu === null && node.memory === null) return t('overview:frameLoadUnknown')
  return t('overview:frameLoad', {
    cpu: percentOrUnknown(node.cpu, t),
    memory: percentOrUnknown(memoryShare(node), t),
  })
}

const sayState = ({ word, reason }: { word: string; reason: string | null }) =>
  inSentence(reason === null ? word : `${word} (${reason})`, 160)

/** A node that answers Steward but not the others is not silent: it is cut off. */
export const sayNode = ({ node, answers }: Frame, t: T): string =>
  node.state === 'offline' && !node.ghost && answers ? t('overview:cutOff') : sayState(nodeState(node, t))

/** State, counts and load: the whole frame in one sentence. */
export function sayFrame(frame: Frame, t: T): string {
  const { node, guests, hidden } = frame
  return t('overview:frameLabel', {
    node: inSentence(node.name),
    state: sayNode(frame, t),
    counts: hidden ? sayHidden(t) : sayCounts(countGuests(guests), t),
    load: sayLoad(node, t),
  })
}

export function sayCell(cell: Cell, node: string, t: T): string {
  const [first] = cell.guests
  const last = cell.guests.at(-1)
  if (!first || !last) return ''
  if (cell.guests.length > 1) {
    const params = { count: cell.guests.length, node: inSentence(node), from: first.id, to: last.id }
    return `${t('overview:cellMany', params)}: ${sayCounts(countGuests(cell.guests), t)}`
  }
  const params = { name: guestName(first), id: first.id, node: inSentence(node), state: sayState(guestState(first, t)) }
  const said: string[] = [t('overview:cellGuest', params)]
  if (first.cpu !== null && first.unknown === null)
    said.push(
      t('overview:cellLoad', {
        cpu: formatPercent(first.cpu),
        memory: percentOrUnknown(memoryShare(first), t),
      }),
    )
  if (cell.task) said.push(t('overview:cellTask'))
  return said.join(' · ')
}
