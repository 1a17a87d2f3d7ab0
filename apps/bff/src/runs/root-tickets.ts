import { renewTicket, type TicketAuth } from '@steward/pve-client'
import type { Clock } from '../clock.ts'
import type { Cluster } from '../clusters/cluster.ts'

/**
 * Tickets of root@pam that people gave for one run: in memory only, used by that run only and while it is still theirs,
 * gone when it ends or two hours after they were given.
 */
export type RootTickets = {
  put(run: number, user: string, auth: TicketAuth): void
  /** `user` is whose run it is now: one who takes it over does not take root's ticket over with it. */
  of(run: number, user: string): TicketAuth | null
  drop(run: number): void
  keepAlive(clusterOf: (run: number) => Cluster | null): Promise<void>
}

const renewAfterMs = 45 * 60_000
const lifeMs = 2 * 60 * 60_000

type Ticket = { user: string; auth: TicketAuth; givenAtMs: number; renewedAtMs: number }

export function createRootTickets(clock: Clock): RootTickets {
  const held = new Map<number, Ticket>()
  const isOver = ({ givenAtMs }: Ticket) => clock.now() - givenAtMs >= lifeMs
  return {
    put: (run, user, auth) => void held.set(run, { user, auth, givenAtMs: clock.now(), renewedAtMs: clock.now() }),
    of(run, user) {
      const ticket = held.get(run)
      return ticket && ticket.user === user && !isOver(ticket) ? ticket.auth : null
    },
    drop: (run) => void held.delete(run),
    async keepAlive(clusterOf) {
      for (const [run, ticket] of held) {
        const cluster = clusterOf(run)
        if (!cluster || isOver(ticket)) held.delete(run)
        else if (clock.now() - ticket.renewedAtMs > renewAfterMs) {
          const renewed = await renewTicket(cluster.transport, ticket.auth, 'root@pam').catch(() => null)
          // The run may have ended meanwhile.
          if (renewed && held.get(run) === ticket)
            held.set(run, { ...ticket, auth: renewed.auth, renewedAtMs: clock.now() })
        }
      }
    },
  }
}
