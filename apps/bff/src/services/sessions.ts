import { createHash, randomBytes } from 'node:crypto'
import type { TicketAuth } from '@steward/pve-client'
import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { SessionStore } from '../store/sessions.ts'

const minute = 60_000
export const sessionLimits = {
  idleMs: 12 * 60 * minute,
  absoluteMs: 7 * 24 * 60 * minute,
  knownMs: 24 * 60 * minute,
  perUser: 12,
  total: 1000,
  /** How far the stored time of the last use may lag behind. */
  seenLagMs: 5 * minute,
}

/** Who this session is towards one cluster. Without `auth` it is only known: its ticket ended or a restart took it. */
export type Holder = { cluster: string; user: string; auth: TicketAuth | null; ticketAtMs: number }

export type LiveSession = {
  idHash: string
  createdAtMs: number
  lastSeenAtMs: number
  absoluteEndMs: number
  holders: Map<string, Holder>
  /** Opened with the code from the terminal: reads the last known facts of every cluster, changes nothing. */
  terminal: boolean
}

/**
 * Server-side sessions. The browser holds a random 256-bit id; here only its hash is kept. PVE tickets live in memory
 * only; who it was survives a restart, read-only.
 */
export type Sessions = {
  /** Opens a session and answers the id for the cookie. Replaces `previous` (rotation at sign-in), keeping its other holders. */
  open(holder: Holder | null, previous: LiveSession | null): Promise<{ id: string; session: LiveSession }>
  find(id: string | undefined): LiveSession | null
  end(session: LiveSession): Promise<void>
  /** Ends all sessions of this user on this cluster. */
  endAllOf(cluster: string, user: string): Promise<void>
  others(session: LiveSession): number
  all(): readonly LiveSession[]
  /** A ticket of this user for this cluster, the newest one; null when nobody with one is signed in. */
  ticketOf(cluster: string, user: string): TicketAuth | null
  dropTicket(cluster: string, auth: TicketAuth): void
  /** Nobody is anybody there any more. `ending` also ends the sessions that knew no other cluster. */
  forgetCluster(cluster: string, ending?: 'ending'): Promise<void>
  expire(): Promise<void>
  /** Writes down when sessions were used last, now and then: a restart must not take an evening's use for none. */
  saveSeen(): Promise<void>
  save(session: LiveSession): Promise<void>
}

export async function createSessions(deps: {
  store: SessionStore
  clock: Clock
  /** Somebody has signed in: what waited for their ticket may go on. */
  onOpen?(): void
  onEnd(session: LiveSession): void
}): Promise<Sessions> {
  const { clock, store } = deps
  const sessions = new Map<string, LiveSession>()
  const savedSeen = new WeakMap<LiveSession, number>()
  for (const stored of await store.list()) {
    const holders = new Map(stored.holders.map((holder) => [holder.cluster, { ...holder, auth: null, ticketAtMs: 0 }]))
    sessions.set(stored.idHash, {
      idHash: stored.idHash,
      createdAtMs: stored.createdAt * 1000,
      lastSeenAtMs: stored.lastSeenAt * 1000,
      absoluteEndMs: stored.absoluteEnd * 1000,
      holders,
      terminal: false,
    })
  }

  const isOver = (session: LiveSession) => {
    const now = clock.now()
    const known = ![...session.holders.values()].some((holder) => holder.auth !== null)
    return (
      now > session.absoluteEndMs ||
      now - session.lastSeenAtMs >
        (known ? Math.min(sessionLimits.knownMs, sessionLimits.idleMs) : sessionLimits.idleMs)
    )
  }

  async function drop(ended: readonly LiveSession[]) {
    for (const session of ended) {
      sessions.delete(session.idHash)
      deps.onEnd(session)
    }
    await store.remove(ended.map((session) => session.idHash))
  }

  const api: Sessions = {
    async open(holder, previous) {
      await api.expire()
      if (sessions.size >= sessionLimits.total)
        throw new AppError('too-many-sessions', 'Too many people are signed in at once. Try again later.')
      const id = randomBytes(32).toString('base64url')
      const now = clock.now()
      const session: LiveSession = {
        idHash: hash(id),
        createdAtMs: now,
        lastSeenAtMs: now,
        absoluteEndMs: now + sessionLimits.absoluteMs,
        holders: new Map(previous && !previous.terminal ? previous.holders : []),
        terminal: holder === null,
      }
      if (holder) session.holders.set(holder.cluster, holder)
      sessions.set(session.idHash, session)
      if (previous) await drop([previous])
      if (holder) await drop(oldestBeyondLimit(holder))
      await api.save(session)
      deps.onOpen?.()
      return { id, session }
    },
    find(id) {
      if (id === undefined) return null
      const session = sessions.get(hash(id))
      if (!session || isOver(session)) return null
      session.lastSeenAtMs = clock.now()
      return session
    },
    end: (session) => drop([session]),
    endAllOf: (cluster, user) => drop(ofUser(cluster, user)),
    others(session) {
      const own = new Set([...session.holders.values()].map((holder) => `${holder.cluster}/${holder.user}`))
      return [...sessions.values()].filter(
        (other) =>
          other !== session &&
          !isOver(other) &&
          [...other.holders.values()].some((holder) => own.has(`${holder.cluster}/${holder.user}`)),
      ).length
    },
    all: () => [...sessions.values()],
    ticketOf(cluster, user) {
      const holders = ofUser(cluster, user).flatMap((session) => session.holders.get(cluster) ?? [])
      return (
        holders.filter((holder) => holder.auth !== null).toSorted((a, b) => b.ticketAtMs - a.ticketAtMs)[0]?.auth ??
        null
      )
    },
    dropTicket(cluster, auth) {
      for (const session of sessions.values()) {
        const holder = session.holders.get(cluster)
        if (holder?.auth?.ticket === auth.ticket) holder.auth = null
      }
    },
    async forgetCluster(cluster, ending) {
      const concerned = [...sessions.values()].filter((session) => session.holders.delete(cluster))
      const over = ending ? concerned.filter((session) => session.holders.size === 0) : []
      await drop(over)
      for (const session of concerned) if (!over.includes(session)) await api.save(session)
    },
    expire: () => drop([...sessions.values()].filter(isOver)),
    async saveSeen() {
      for (const session of sessions.values())
        if (session.lastSeenAtMs - (savedSeen.get(session) ?? 0) > sessionLimits.seenLagMs) await api.save(session)
    },
    async save(session) {
      if (session.terminal) return
      savedSeen.set(session, session.lastSeenAtMs)
      const holders = [...session.holders.values()].map(({ cluster, user }) => ({ cluster, user }))
      await store.save({
        idHash: session.idHash,
        createdAt: sec(session.createdAtMs),
        lastSeenAt: sec(session.lastSeenAtMs),
        absoluteEnd: sec(session.absoluteEndMs),
        holders,
      })
    },
  }

  function ofUser(cluster: string, user: string): LiveSession[] {
    return [...sessions.values()].filter((session) => session.holders.get(cluster)?.user === user)
  }
  function oldestBeyondLimit(holder: Holder): LiveSession[] {
    const own = ofUser(holder.cluster, holder.user).toSorted((a, b) => a.lastSeenAtMs - b.lastSeenAtMs)
    return own.slice(0, Math.max(0, own.length - sessionLimits.perUser))
  }
  return api
}

const sec = (ms: number) => Math.floor(ms / 1000)
const hash = (id: string) => createHash('sha256').update(id).digest('hex')
