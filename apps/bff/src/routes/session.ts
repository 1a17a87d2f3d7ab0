import { createRequire } from 'node:module'
import type { SessionState, SignInReply } from '@steward/contracts'
import { z } from 'zod'
import { AppError } from '../app-error.ts'
import { seconds, type Clock } from '../clock.ts'
import type { Registry } from '../clusters/registry.ts'
import type { Hub } from '../live/hub.ts'
import type { Cookies } from '../plugins/cookies.ts'
import type { Demo } from '../services/demo.ts'
import { lookWithOwnEyes } from '../services/eyes.ts'
import { sessionLimits, type Holder, type Sessions } from '../services/sessions.ts'
import type { SetupDoor, TerminalCode } from '../services/setup-door.ts'
import type { SignInOutcome, SignInService } from '../services/sign-in.ts'
import type { Context, Handlers } from './implement.ts'
import type { Who } from './who.ts'

const { version } = z.object({ version: z.string() }).parse(createRequire(import.meta.url)('../../package.json'))

type Deps = {
  clock: Clock
  registry: Registry
  sessions: Sessions
  signIn: SignInService
  door: SetupDoor
  terminal: TerminalCode
  cookies: Cookies
  who: Who
  demo: Demo | null
  hub: Hub
}
type Names =
  | 'readSession'
  | 'listRealms'
  | 'signIn'
  | 'answerSecondFactor'
  | 'useTerminalCode'
  | 'signOut'
  | 'signOutEverywhere'
  | 'unlockSetup'

export function sessionHandlers(deps: Deps): Pick<Handlers, Names> {
  const { registry, sessions, cookies, who, door } = deps

  async function open(holder: Holder | null, { request, reply }: Context): Promise<SignInReply> {
    const { id, session } = await sessions.open(holder, who.session(request))
    cookies.setSession(reply, id, Math.floor(sessionLimits.absoluteMs / 1000))
    if (holder?.auth) {
      const cluster = registry.get(holder.cluster)
      cluster.attend(holder.user)
      // Without rights of their own people see nothing, so these must be known before the first list is sent.
      await lookWithOwnEyes(cluster, holder.user, cluster.api(holder.auth), deps.clock).catch((error: unknown) =>
        request.log.warn({ err: error }, 'the rights of a person could not be read'),
      )
    }
    return { kind: 'signed-in', session: who.facts(session) }
  }
  const conclude = async (outcome: SignInOutcome, context: Context): Promise<SignInReply> =>
    outcome.kind === 'ticket' ? open(outcome.holder, context) : outcome

  return {
    readSession(_args, { request }): SessionState {
      const session = who.session(request)
      return {
        now: seconds(deps.clock),
        version,
        setup: door.needed() ? (door.isOpenFor(cookies.setup(request)) ? 'open' : 'needed') : 'done',
        session: session ? who.facts(session) : null,
        clusters: registry.choices(),
        demo: deps.demo?.info() ?? null,
        otherSessions: session ? sessions.others(session) : 0,
      }
    },
    listRealms: ({ params }) => deps.signIn.realms(registry.get(params.cluster)),
    signIn: async ({ body }, context) => conclude(await deps.signIn.start(registry.get(body.cluster), body), context),
    answerSecondFactor: async ({ body }, context) =>
      conclude(await deps.signIn.answer(body.challenge, body.method, body.response), context),
    async useTerminalCode({ body }, context) {
      if (door.needed()) throw new AppError('setup-required', 'Steward is not set up yet.')
      deps.terminal.use(body.code)
      return open(null, context)
    },
    async signOut(_args, { request, reply }) {
      const session = who.session(request)
      if (session) await sessions.end(session)
      cookies.clearSession(reply)
      return { ok: true }
    },
    async signOutEverywhere(_args, { request, reply }) {
      const session = who.require(request)
      for (const holder of session.holders.values()) await sessions.endAllOf(holder.cluster, holder.user)
      await sessions.end(session)
      cookies.clearSession(reply)
      return { ok: true }
    },
    unlockSetup({ body }, { reply }) {
      cookies.setSetup(reply, door.unlock(body.code))
      return { ok: true }
    },
  }
}
