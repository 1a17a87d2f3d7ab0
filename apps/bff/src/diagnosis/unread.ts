import type { NodeRow } from '@steward/contracts'
import { disksOf, type GuestConfig, type Missing } from '@steward/diagnostics'
import type { Picture } from '@steward/snapshot'
import type { FactName } from '../readers/fact-rounds.ts'
import type { Gathered } from '../readers/rounds.ts'

export const notRead: Missing = { reason: 'not-read-yet', message: 'not read yet' }

const ofGuests = new Set<FactName>(['guestConfigs', 'snapshots'])
/** Asked of some guests only, which their configurations tell. */
const ofSome = new Set<FactName>(['agents', 'cloudInit'])

/**
 * Guests or nodes that a part should have and has not, each with its reason, so that a rule says of how many it knows
 * nothing. A template has no configuration that a rule looks at; a node that is gone has none at all.
 */
export function unreadOf(name: FactName, gathered: Gathered, picture: Picture): Map<string, Missing> {
  const store = gathered.facts.get(name)
  const unread = new Map<string, Missing>()
  const note = (key: string, node: NodeRow | undefined) => {
    if (!store?.read.has(key) && !store?.missing.has(key)) unread.set(key, whyUnread(node))
  }
  if (ofGuests.has(name)) {
    for (const guest of picture.guests.values()) if (!guest.template) note(guest.id, picture.nodes.get(guest.node))
  } else if (!ofSome.has(name)) for (const node of picture.nodes.values()) if (!node.ghost) note(node.name, node)
  return unread
}

const whyUnread = (node: NodeRow | undefined): Missing =>
  node !== undefined && node.state === 'offline'
    ? { reason: 'read-failed', message: `${node.name} does not answer` }
    : notRead

/** Nothing of the part was read, and nothing of it is there to be read: then it is whole, and empty. */
export function isNothingToRead(name: FactName, gathered: Gathered, picture: Picture): boolean {
  if (unreadOf(ofSome.has(name) ? 'guestConfigs' : name, gathered, picture).size > 0) return false
  if (name === 'agents') return gathered.agentEnabled.size === 0
  return name !== 'cloudInit' || !hasCloudInit(gathered)
}

function hasCloudInit({ facts }: Gathered): boolean {
  for (const { value } of facts.get('guestConfigs')?.read.values() ?? [])
    if (isConfig(value) && disksOf(value).some((disk) => disk.isCloudInit)) return true
  return false
}

export const isConfig = (value: unknown): value is GuestConfig =>
  typeof value === 'object' && value !== null && 'values' in value && 'pending' in value
