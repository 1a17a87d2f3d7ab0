import type { Session } from '@steward/contracts'
import type { TicketAuth } from '@steward/pve-client'
import type { FastifyRequest } from 'fastify'
import { AppError } from '../app-error.ts'
import type { Cluster, Sight } from '../clusters/cluster.ts'
import type { Registry } from '../clusters/registry.ts'
import type { Cookies } from '../plugins/cookies.ts'
import type { Actor } from '../services/connections.ts'
import { sessionLimits, type LiveSession, type Sessions } from '../services/sessions.ts'
import type { ScriptTokens } from '../services/script-tokens.ts'
import type { SetupDoor } from '../services/setup-door.ts'
import { may } from '../services/visibility.ts'

export type WhoDeps = {
  registry: Registry
  sessions: Sessions
  cookies: Cookies
  door: SetupDoor
  scripts: ScriptTokens
}

/** Answers "who asks, and may they?" for the routes. Each object-level question is asked for that very cluster. */
export type Who = {
  session(request: FastifyRequest): LiveSession | null
  require(request: FastifyRequest): LiveSession
  /** What this person may see of the cluster; throws when they are not signed in to it. */
  sight(request: FastifyRequest, clusterId: string): { session: LiveSession; cluster: Cluster; sight: Sight }
  /** The same for routes that scripts may read too, with a PVE token of their own. */
  readingSight(request: FastifyRequest, clusterId: string): Promise<Sight>
  /** The person's own ticket; throws for sessions that may only look. */
  ticket(request: FastifyRequest, clusterId: string): { cluster: Cluster; user: string; auth: TicketAuth }
  /** May change Steward's settings for this cluster: Sys.Modify on `/` of it, or the set-up code at first start. */
  requireSettings(request: FastifyRequest, clusterId: string | null): Actor
  /**
   * May say which certificate is a node's: whoever may change the cluster's settings, and whoever proved with the code
   * that the machine is theirs. While every address shows a new certificate PVE can sign nobody in to say so.
   */
  requireTrust(request: FastifyRequest, clusterId: string): Actor
  /** The clusters whose settings may be looked at: those that this person administers, or may confirm a certificate of. */
  settled(request: FastifyRequest): readonly Cluster[]
  isAdmin(session: LiveSession): boolean
  facts(session: LiveSession): Session
}

export function createWho({ registry, sessions, cookies, door, scripts }: WhoDeps): Who {
  const holds = (session: LiveSession, cluster: Cluster | null, privilege: string) => {
    const holder = cluster ? session.holders.get(cluster.record.id) : undefined
    const rights = holder?.auth && cluster ? cluster.viewers.get(holder.user)?.rights : undefined
    return rights !== undefined && may(rights, '/', privilege)
  }
  const userOf = (session: LiveSession) => [...session.holders.values()][0]?.user ?? 'terminal'
  /** A connection that is still being set up belongs to whoever may add clusters; a working one to its own admins. */
  const administers = (session: LiveSession, cluster: Cluster) =>
    holds(session, cluster.record.reading === null ? registry.first() : cluster, 'Sys.Modify')
  const forbidden = (cluster: Cluster | null) =>
    new AppError('forbidden', `This needs the right Sys.Modify on / of ${cluster?.record.name ?? 'the first cluster'}.`)
  const hasTicket = (session: LiveSession) => [...session.holders.values()].some((holder) => holder.auth !== null)

  const who: Who = {
    session: (request) => sessions.find(cookies.session(request)),
    require(request) {
      const session = who.session(request)
      if (!session) throw new AppError('signed-out', 'Sign in first.')
      return session
    },
    sight(request, clusterId) {
      const session = who.require(request)
      const cluster = registry.get(clusterId)
      const holder = session.holders.get(clusterId)
      if (!session.terminal && !holder) throw new AppError('signed-out', 'Sign in to this cluster first.')
      // When the way of reading was changed under a person who is signed in, their own reading starts here.
      if (holder?.auth) cluster.attend(holder.user)
      const sight = session.terminal || !holder ? cluster.terminalSight() : cluster.sight(holder.user)
      if (!sight)
        throw new AppError('signed-out', 'This cluster is read with each person’s own sign-in. Sign in to see it.')
      return { session, cluster, sight }
    },
    async readingSight(request, clusterId) {
      if (request.headers.authorization === undefined) return who.sight(request, clusterId).sight
      return (await scripts.sight(request, registry.get(clusterId))) ?? who.sight(request, clusterId).sight
    },
    ticket(request, clusterId) {
      const session = who.require(request)
      const cluster = registry.get(clusterId)
      const holder = session.holders.get(clusterId)
      if (session.terminal)
        throw new AppError('read-only', 'A session opened with the terminal code only sees the last known facts.')
      if (!holder?.auth) throw new AppError('signed-out', 'Sign in to this cluster to read this with your own rights.')
      return { cluster, user: holder.user, auth: holder.auth }
    },
    requireSettings(request, clusterId) {
      const address = request.ip
      if (door.isOpenFor(cookies.setup(request))) return { user: 'set-up', address }
      const session = who.require(request)
      const cluster = clusterId === null ? registry.first() : registry.get(clusterId)
      if (clusterId !== null && cluster ? !administers(session, cluster) : !holds(session, cluster, 'Sys.Modify'))
        throw forbidden(cluster?.record.reading === null ? registry.first() : cluster)
      return { user: userOf(session), address }
    },
    requireTrust(request, clusterId) {
      if (who.session(request)?.terminal) return { user: 'terminal', address: request.ip }
      return who.requireSettings(request, clusterId)
    },
    settled(request) {
      if (door.isOpenFor(cookies.setup(request))) return registry.all()
      const session = who.require(request)
      if (session.terminal) return registry.all()
      const own = registry.all().filter((cluster) => administers(session, cluster))
      if (own.length === 0) throw forbidden(registry.first())
      return own
    },
    isAdmin: (session) => holds(session, registry.first(), 'Sys.Modify'),
    facts: (session) => ({
      user: userOf(session),
      mode: session.terminal ? 'terminal' : hasTicket(session) ? 'signed-in' : 'known',
      readOnly: session.terminal || !hasTicket(session),
      clusters: [...session.holders.values()].filter((holder) => holder.auth !== null).map((holder) => holder.cluster),
      admin: who.isAdmin(session),
      administers: registry
        .all()
        .filter((cluster) => administers(session, cluster))
        .map((cluster) => cluster.record.id),
      expiresAt: Math.floor(session.absoluteEndMs / 1000),
      idleExpiresAt: Math.floor((session.lastSeenAtMs + sessionLimits.idleMs) / 1000),
    }),
  }
  return who
}
