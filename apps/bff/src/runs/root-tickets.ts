import { renewTicket, type TicketAuth } from '@steward/pve-client'
import type { Clock } from '../clock.ts'
import type { Cluster } from '../clusters/cluster.ts'

/**
 * Tickets of root@pam that people gave for one run: in memory only, used by that run only, gone when it ends or when two
 * hours have passed without it.
 */
export type RootTickets = {
  put(run: number, auth: TicketAuth): void
  of(run: number): TicketAuth | null
  drop(run: number): void
  keepAlive(clusterOf: (run: number) => Cluster | null): Promise<void>
}

const renewAfterMs = 45 * 60_000
const lifeMs = 2 * 60 * 60_000

export function createRootTickets(clock: Clock): RootTickets {
  const held = new Map<number, { auth: TicketAuth; atMs: number }>()
  return {
    put: (run, auth) => void held.set(run, { auth, atMs: clock.now() }),
    of(run) {
      const ticket = held.get(run)
      return ticket && clock.now() - ticket.atMs < lifeMs ? ticket.auth : null
    },
    drop: (run) => void held.delete(run),
    async keepAlive(clusterOf) {
      for (const [run, ticket] of held) {
        const cluster = clusterOf(run)
        if (!cluster) held.delete(run)
        else if (clock.now() - ticket.atMs > renewAfterMs) {
          const renewed = await renewTicket(cluster.transport, ticket.auth, 'root@pam').catch(() => null)
          if (renewed) held.set(run, { auth: renewed.auth, atMs: clock.now() })
        }
      }
    },
  }
}
