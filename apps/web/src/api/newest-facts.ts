import type { ClusterFacts } from '@steward/contracts'
import { type QueryClient, replaceEqualDeep } from '@tanstack/react-query'

/** A server whose clock was set back would else be believed nothing for as long. */
const clockTrustMs = 60_000

/** The facts that were put together last: an answer that was long under way is older than what the stream told meanwhile. */
export function newestFacts(held: ClusterFacts | undefined, next: ClusterFacts): ClusterFacts {
  const isOlder = held !== undefined && next.at < held.at && held.at - next.at < clockTrustMs
  return isOlder ? held : replaceEqualDeep(held, next)
}

/** Holds for answers and for what the stream brings alike. */
export function keepNewestFacts(client: QueryClient): void {
  client.setQueryDefaults(['readCluster'], {
    // Only facts stand under this key.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    structuralSharing: (held, next) => newestFacts(held as ClusterFacts | undefined, next as ClusterFacts),
  })
}
