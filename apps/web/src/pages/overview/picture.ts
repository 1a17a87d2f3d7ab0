import type { ClusterFacts, GuestRow, NodeRow, StorageRow, TaskRow } from '@steward/contracts'
import { cleanText } from '../../ui/clean-text.ts'

/** Everything that the overview judges. */
export type Picture = {
  cluster: ClusterFacts
  guests: readonly GuestRow[]
  nodes: readonly NodeRow[]
  storages: readonly StorageRow[]
  tasks: readonly TaskRow[]
}

type Texts = 'said' | 'endpoint' | 'why' | 'host' | 'state' | 'node' | 'name' | 'names' | 'word' | 'storage' | 'part'
type Figures = 'present' | 'total' | 'needed' | 'percent' | 'guests'

/** What a text about the cluster may name. */
export type Params = Readonly<Partial<Record<Texts, string> & Record<Figures, string | number> & { count: number }>>

const nothing: Required<Params> = {
  said: '',
  endpoint: '',
  why: '',
  host: '',
  state: '',
  node: '',
  name: '',
  names: '',
  word: '',
  storage: '',
  part: '',
  present: '?',
  total: '?',
  needed: '?',
  percent: '?',
  guests: '?',
  count: 1,
}

/** Every name filled in, so that any text of a group can be said with it. */
export const filled = (params: Params): Required<Params> => ({ ...nothing, ...params })

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/

/** A name that others chose, fit to stand inside a sentence: cleaned, short, and unable to turn the sentence around. */
export function inSentence(name: string, max = 48): string {
  const { plain, cut } = cleanText(name, max)
  const shown = cut ? `${plain}…` : plain
  return rightToLeft.test(shown) ? `\u2068${shown}\u2069` : shown
}

export const guestName = (guest: Pick<GuestRow, 'name' | 'id'>): string => inSentence(guest.name ?? guest.id)

/** A few names; the sentence itself says how many there are. */
export const namesOf = (guests: readonly GuestRow[], max = 3): string =>
  guests.slice(0, max).map(guestName).join(', ') + (guests.length > max ? ' …' : '')

/** PVE tells others' tasks, like the votes, only to whoever has Sys.Audit on `/`: that none is listed says nothing of them. */
export const seesOwnTasksOnly = (cluster: ClusterFacts): boolean => cluster.quorum.unknown === 'no-right'

/**
 * Whether a node on which no guest is known may have some all the same: PVE leaves out what a person may not see, so that
 * without the right to the node, or without any guest at all, no zero can be told.
 */
export function mayHideGuests(node: NodeRow, { guests, nodes }: Pick<Picture, 'guests' | 'nodes'>): boolean {
  if (guests.length === 0) return nodes.some(({ unknown }) => unknown === 'no-right')
  return node.unknown === 'no-right' && !guests.some((guest) => guest.node === node.name && !guest.template)
}

export const partOf = (cluster: ClusterFacts, name: ClusterFacts['parts'][number]['part']) =>
  cluster.parts.find(({ part }) => part === name)
