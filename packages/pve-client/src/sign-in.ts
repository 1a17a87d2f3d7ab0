import { createApi } from './api.ts'
import type { TicketAuth } from './auth.ts'
import type { CallArgs, CallReply } from './calls.ts'
import { PveError } from './errors.ts'
import type { PveTransport } from './transport.ts'

export type TfaMethod = 'totp' | 'recovery' | 'webauthn' | 'u2f' | 'yubico'

export type TicketResult = {
  kind: 'ticket'
  auth: TicketAuth
  /** With realm, as PVE writes it. */
  username: string
  /** Area → privilege → propagate: a coarse hint, not exact by path. */
  cap: Record<string, Record<string, number>>
  /** Null on a stand-alone node and for accounts without Sys.Audit on /. */
  clusterName: string | null
  /** When the ticket was got, on the transport's clock. It is good for 2 hours; renew it well before. */
  at: number
}

export type TfaRequired = {
  kind: 'tfa'
  /** To be given back with the answer; useless for anything else. */
  challenge: string
  methods: TfaMethod[]
  username: string
}

export type SignInOptions = {
  username: string
  realm: string
  password: string
  /** Second factor of a TOTP user, when it is already known: saves one round trip. */
  otp?: string
}

/**
 * Asks for a ticket. A wrong password, an unknown user and a locked account all end as `unauthorized`, 3 s later.
 *
 * @throws PveError
 */
export async function signIn(transport: PveTransport, options: SignInOptions): Promise<TicketResult | TfaRequired> {
  const { username, realm, password, otp } = options
  return askForTicket(transport, {
    username,
    realm,
    password,
    // 7.x needs it to hand out the challenge of the next step; later versions ignore it (PVE::API2::AccessControl).
    'new-format': true,
    ...(otp !== undefined && { otp: `totp:${otp}` }),
  })
}

/** Answers the challenge of a sign-in. Recovery codes are refused while the cluster has no quorum. @throws PveError */
export async function answerTfa(
  transport: PveTransport,
  options: { username: string; challenge: string; method: 'totp' | 'recovery' | 'yubico'; response: string },
): Promise<TicketResult> {
  const { username, challenge, method, response } = options
  // The answer goes into `password`; `otp` together with a challenge is refused.
  const args = { username, password: `${method}:${response}`, 'tfa-challenge': challenge, 'new-format': true }
  return complete(await askForTicket(transport, args))
}

/** A fresh ticket for a valid one, without the password. @throws PveError */
export async function renewTicket(transport: PveTransport, auth: TicketAuth, username: string): Promise<TicketResult> {
  return complete(await askForTicket(transport, { username, password: auth.ticket, 'new-format': true }))
}

async function askForTicket(
  transport: PveTransport,
  args: CallArgs<'accessTicket'>,
): Promise<TicketResult | TfaRequired> {
  const { data, via } = await createApi(transport, { kind: 'none' }).call('accessTicket', args)
  return toResult(data, via, transport.now())
}

function toResult(data: CallReply<'accessTicket'>, via: string, at: number): TicketResult | TfaRequired {
  const { username, ticket, CSRFPreventionToken: csrf, cap, clustername } = data
  if (ticket !== undefined && (data.NeedTFA === 1 || isHalfTicket(ticket))) {
    return { kind: 'tfa', challenge: ticket, methods: challengeMethods(ticket), username }
  }
  if (ticket === undefined || csrf === undefined) throw badTicket('the reply holds no ticket', via)
  return {
    kind: 'ticket',
    auth: { kind: 'ticket', ticket, csrf },
    username,
    cap: cap ?? {},
    clusterName: clustername ?? null,
    at,
  }
}

function complete(result: TicketResult | TfaRequired): TicketResult {
  if (result.kind === 'tfa') throw badTicket('PVE asks for another factor', null)
  return result
}

const badTicket = (reason: string, via: string | null): PveError =>
  new PveError({ kind: 'bad-reply', status: 200, reason, call: 'accessTicket', path: '/access/ticket', via })

const halfTicket = /^PVE:(!tfa!|%21tfa%21)/i
const isHalfTicket = (ticket: string): boolean => halfTicket.test(ticket)

const tfaMethods = ['totp', 'recovery', 'webauthn', 'u2f', 'yubico'] as const

/** The factors that a half ticket offers. Its second field is the percent-encoded challenge (PVE::AccessControl). */
export function challengeMethods(ticket: string): TfaMethod[] {
  const field = ticket.split(':')[1] ?? ''
  let challenge: unknown
  try {
    challenge = JSON.parse(decodeURIComponent(field).replace(/^!tfa!/, ''))
  } catch {
    // An unreadable challenge offers nothing: the user is told that the factor is not supported.
    return []
  }
  if (typeof challenge !== 'object' || challenge === null) return []
  const offered = new Map<string, unknown>(Object.entries(challenge))
  return tfaMethods.filter((method) => isOffered(offered.get(method)))
}

/** `recovery` lists the unused codes, or says "unavailable". */
function isOffered(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== 'unavailable'
}
