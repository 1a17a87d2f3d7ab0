import { hostname, networkInterfaces } from 'node:os'
import type { Feed } from '../readers/feed.ts'
import { storeOf } from '../readers/fact-rounds.ts'

export type Self = { vmid: number | null; node: string | null }

/**
 * The guest and node that Steward itself runs on, told by the hardware addresses of its own network cards: a guest's are
 * in its configuration. Installed on a node itself it bears that node's name. In a container engine inside a guest
 * neither shows, and nothing is known.
 */
export function findSelf(feed: Pick<Feed, 'picture' | 'gathered'>): Self {
  const own = new Set(
    Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter((address) => !address.internal)
      .map((address) => address.mac.toUpperCase()),
  )
  for (const [id, config] of storeOf(feed.gathered().facts, 'guestConfigs').read) {
    if (!hasCard(config.value, own)) continue
    const guest = feed.picture().guests.get(id)
    if (guest) return { vmid: guest.vmid, node: guest.node }
  }
  const name = hostname().split('.')[0] ?? ''
  return { vmid: null, node: feed.picture().nodes.has(name) ? name : null }
}

function hasCard(config: unknown, own: ReadonlySet<string>): boolean {
  const cards = JSON.stringify(config)
    .toUpperCase()
    .matchAll(/\b(?:[0-9A-F]{2}:){5}[0-9A-F]{2}\b/g)
  return [...cards].some(([card]) => own.has(card))
}
