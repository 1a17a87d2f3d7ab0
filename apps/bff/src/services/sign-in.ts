import { randomBytes } from 'node:crypto'
import type { Realm, SecondFactorMethod } from '@steward/contracts'
import { answerTfa, PveError, renewTicket, signIn, type TicketResult, type TfaRequired } from '@steward/pve-client'
import { AppError, fromPve } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { Cluster } from '../clusters/cluster.ts'
import type { Registry } from '../clusters/registry.ts'
import type { Log } from '../log.ts'
import { lookWithOwnEyes, rightsLifeMs } from './eyes.ts'
import type { Holder, LiveSession, Sessions } from './sessions.ts'

const challengeLifeMs = 5 * 60_000
/** PVE's tickets live two hours; its own page renews every 15 minutes. Renewing early leaves time for a node that is away. */
const renewAfterMs = 45 * 60_000
/** Anybody may ask for the realms without signing in: one answer, or one failure, serves all for a while. */
const realmsLifeMs = 5000
export const ticketLifeMs = 2 * 60 * 60_000

type Challenge = { cluster: string; user: string; challenge: string; untilMs: number }
export type SignInOutcome =
  | { kind: 'ticket'; holder: Holder }
  | { kind: 'second-factor'; challenge: string; methods: SecondFactorMethod[]; unsupported: string[] }

export type SignInService = {
  realms(cluster: Cluster): Promise<Realm[]>
  start(cluster: Cluster, who: { username: string; realm: string; password: string }): Promise<SignInOutcome>
  answer(challenge: string, method: SecondFactorMethod, response: string): Promise<SignInOutcome>
  /** Renews tickets that grow old and reads rights again; called once a minute. */
  keepAlive(): Promise<void>
}

export function createSignIn(deps: { clock: Clock; registry: Registry; sessions: Sessions; log: Log }): SignInService {
  const { clock, registry, sessions } = deps
  const challenges = new Map<string, Challenge>()
  const asked = new WeakMap<Cluster, { atMs: number; answer: Promise<Realm[]> }>()

  function outcome(cluster: Cluster, result: TicketResult | TfaRequired): SignInOutcome {
    if (result.kind === 'ticket')
      return {
        kind: 'ticket',
        holder: { cluster: cluster.record.id, user: result.username, auth: result.auth, ticketAtMs: clock.now() },
      }
    const methods = result.methods.filter(isUsable)
    const unsupported = result.methods.filter((method) => !isUsable(method))
    if (methods.length === 0)
      throw new AppError(
        'second-factor-unsupported',
        'This account only has a security key. PVE accepts those only on its own page; add a TOTP or recovery codes to use Steward.',
      )
    for (const [id, held] of challenges) if (held.untilMs < clock.now()) challenges.delete(id)
    const id = randomBytes(18).toString('base64url')
    challenges.set(id, {
      cluster: cluster.record.id,
      user: result.username,
      challenge: result.challenge,
      untilMs: clock.now() + challengeLifeMs,
    })
    return { kind: 'second-factor', challenge: id, methods, unsupported }
  }

  return {
    realms(cluster) {
      const held = asked.get(cluster)
      if (held && clock.now() - held.atMs < realmsLifeMs) return held.answer
      const answer = readRealms(cluster)
      asked.set(cluster, { atMs: clock.now(), answer })
      return answer
    },
    async start(cluster, { username, realm, password }) {
      if (cluster.realms?.some((known) => known.realm === realm && !known.usable))
        throw new AppError(
          'realm-unsupported',
          `The realm ${realm} signs people in on a page of its own (OpenID), which PVE opens only to itself.`,
        )
      try {
        return outcome(cluster, await signIn(cluster.transport, { username, realm, password }))
      } catch (error) {
        throw refused(error, 'sign-in-refused')
      }
    },
    async answer(id, method, response) {
      const held = challenges.get(id)
      challenges.delete(id)
      if (!held || held.untilMs < clock.now())
        throw new AppError('second-factor-expired', 'The second step took too long. Start again with the password.')
      const cluster = registry.get(held.cluster)
      try {
        return outcome(
          cluster,
          await answerTfa(cluster.transport, { username: held.user, challenge: held.challenge, method, response }),
        )
      } catch (error) {
        const failure = refused(error, 'second-factor-refused')
        // PVE lets the same half ticket be tried again: a mistyped digit must not cost the password step.
        if (failure instanceof AppError && failure.code === 'second-factor-refused') challenges.set(id, held)
        throw failure
      }
    },
    async keepAlive() {
      await sessions.expire()
      await sessions.saveSeen()
      for (const session of sessions.all())
        for (const holder of session.holders.values()) await keepHolder(deps, session, holder)
      for (const cluster of registry.all()) cluster.prune()
    },
  }
}

async function keepHolder(
  deps: { clock: Clock; registry: Registry; sessions: Sessions; log: Log },
  session: LiveSession,
  holder: Holder,
) {
  const { clock, registry, log } = deps
  const cluster = registry.find(holder.cluster)
  if (!cluster || !holder.auth) return
  const age = clock.now() - holder.ticketAtMs
  try {
    if (age > renewAfterMs) {
      const renewed = await renewTicket(cluster.transport, holder.auth, holder.user)
      holder.auth = renewed.auth
      holder.ticketAtMs = clock.now()
    }
    const viewer = cluster.viewers.get(holder.user)
    const idle = clock.now() - session.lastSeenAtMs > rightsLifeMs * 2
    if (!idle && (!viewer || clock.now() - viewer.readAtMs > rightsLifeMs))
      await lookWithOwnEyes(cluster, holder.user, cluster.api(holder.auth), clock)
  } catch (error) {
    const kind = error instanceof PveError ? error.kind : null
    log.info({ cluster: holder.cluster, kind }, 'a ticket or its rights could not be renewed')
    // Refused or too old: the person is known, but has to sign in again before anything is asked in their name.
    if (kind === 'unauthorized' || age > ticketLifeMs) holder.auth = null
  }
}

async function readRealms(cluster: Cluster): Promise<Realm[]> {
  const list = (await cluster.api({ kind: 'none' }).call('accessDomains', {})).data.map(toRealm)
  cluster.realms = list
  return list
}

/** A 401 of the sign-in calls means a wrong password or code; anything else keeps its own meaning. */
function refused(error: unknown, code: 'sign-in-refused' | 'second-factor-refused'): unknown {
  if (error instanceof PveError && error.kind === 'unauthorized')
    return new AppError(code, error.reason, {
      pve: { status: error.status, path: error.path, message: error.reason },
      cause: error,
    })
  return error instanceof PveError ? fromPve(error) : error
}

const isUsable = (method: string): method is SecondFactorMethod =>
  method === 'totp' || method === 'recovery' || method === 'yubico'

function toRealm(row: { realm: string; type: string; comment?: string | undefined; default?: unknown }): Realm {
  return {
    realm: row.realm,
    type: row.type,
    comment: row.comment ?? null,
    isDefault: Boolean(row.default),
    usable: row.type !== 'openid',
  }
}
