import type { Agent } from 'undici'
import { type BreakerState, type Breaker, createBreaker } from './breaker.ts'
import { type AllowTarget, createAgent } from './connector.ts'
import { authority, checkEndpoint, type PveEndpoint } from './endpoint.ts'
import { PveError, type PveErrorKind } from './errors.ts'
import {
  defaultTimeouts,
  exchange,
  ExchangeFailure,
  maxReplyBytes,
  type Timeouts,
  type WireReply,
  type WireRequest,
} from './exchange.ts'

/** One physical request, for counting. Holds no parameter and no secret. */
export type RequestRecord = {
  /** Milliseconds of the transport's clock when it was sent. */
  at: number
  via: string
  method: WireRequest['method']
  call: string
  status: number | null
  /** Failure of the connection; null when there was a status. */
  error: PveErrorKind | null
  ms: number
}

export type EndpointHealth = {
  name: string
  host: string
  port: number
  /** `paused`: not asked until `pausedUntil`; `trial`: the one request after a pause is under way. */
  state: BreakerState
  pausedUntil: number | null
  lastError: { kind: PveErrorKind; reason: string; at: number; seenFingerprint: string | null } | null
  lastAnswerAt: number | null
  /** Duration of the last answered request, null before the first. */
  roundTripMs: number | null
}

/** What the layer above gives to the transport. */
export type TransportRequest = WireRequest & {
  call: string
  /** Path without query, for errors. */
  path: string
  /** Safe to repeat: it changes nothing. */
  reading: boolean
  /** The path names a node, so a 59x speaks about that node and not about the endpoint. */
  toNode: boolean
  via?: string | undefined
  signal?: AbortSignal | undefined
  timeoutMs?: number | undefined
}

export type TransportReply = WireReply & { via: string; ms: number; at: number }

export type PveTransport = {
  /** Replaces the endpoints. Connections are kept where host, port and fingerprint are equal. @throws TypeError */
  update(endpoints: readonly PveEndpoint[]): void
  endpoints(): readonly PveEndpoint[]
  /** What is known about reaching each endpoint. */
  health(): readonly EndpointHealth[]
  /** Sends one request, failing over between endpoints; any HTTP status is a reply. @throws PveError */
  send(request: TransportRequest): Promise<TransportReply>
  now(): number
  /** Ends all connections; requests under way fail. */
  close(): Promise<void>
}

export type TransportOptions = {
  endpoints: readonly PveEndpoint[]
  /** Clock in milliseconds, for breakers, records and durations. */
  now?: () => number
  onRequest?: (record: RequestRecord) => void
  timeouts?: Partial<Timeouts>
  /** Judges each address before a connection is made, after name resolution. Default: all are allowed. */
  allowTarget?: AllowTarget
  /** 64 MiB by default. */
  maxReplyBytes?: number
}

type Member = {
  key: string
  endpoint: PveEndpoint
  agent: Agent
  breaker: Breaker
  lastError: EndpointHealth['lastError']
  lastAnswerAt: number | null
  roundTripMs: number | null
}

const keyOf = (endpoint: PveEndpoint): string =>
  `${authority(endpoint.host, endpoint.port)} ${endpoint.fingerprint ?? ''}`

/**
 * Speaks to one cluster through any of its nodes. Requests go to the endpoint that answered last and fail over in the
 * order of the list. What may be repeated elsewhere: everything when nothing was sent; otherwise only reads.
 *
 * @throws TypeError for an endpoint that is not usable.
 */
export function createTransport(options: TransportOptions): PveTransport {
  const now = options.now ?? Date.now
  const timeouts: Timeouts = { ...defaultTimeouts, ...options.timeouts }
  let members: Member[] = []
  let preferred = ''

  const createMember = (endpoint: PveEndpoint): Member => ({
    key: keyOf(endpoint),
    endpoint,
    agent: createAgent(endpoint, { ...timeouts, allowTarget: options.allowTarget }),
    breaker: createBreaker(),
    lastError: null,
    lastAnswerAt: null,
    roundTripMs: null,
  })

  const update = (endpoints: readonly PveEndpoint[]): void => {
    const checked = [...new Map(endpoints.map(checkEndpoint).map((endpoint) => [keyOf(endpoint), endpoint])).values()]
    const old = new Map(members.map((member) => [member.key, member]))
    members = checked.map((endpoint) => {
      const kept = old.get(keyOf(endpoint))
      old.delete(keyOf(endpoint))
      if (!kept) return createMember(endpoint)
      kept.endpoint = endpoint
      return kept
    })
    // Requests under way on a dropped endpoint may finish.
    for (const dropped of old.values()) dropped.agent.close().catch(() => dropped.agent.destroy())
  }

  /** One physical request with its bookkeeping. */
  const attempt = async (member: Member, request: TransportRequest, deadline: number): Promise<TransportReply> => {
    const at = now()
    const started = performance.now()
    const { endpoint, breaker } = member
    const record = (status: number | null, error: PveErrorKind | null): number => {
      const ms = performance.now() - started
      options.onRequest?.({ at, via: endpoint.name, method: request.method, call: request.call, status, error, ms })
      return ms
    }
    const remainingMs = deadline - started
    try {
      const origin = `https://${authority(endpoint.host, endpoint.port)}`
      const reply = await exchange(member.agent, request, {
        origin,
        signal: request.signal,
        remainingMs,
        maxBytes: options.maxReplyBytes ?? maxReplyBytes,
      })
      const ms = record(reply.status, null)
      breaker.succeeded()
      preferred = member.key
      member.lastAnswerAt = now()
      member.roundTripMs = ms
      return { ...reply, via: endpoint.name, ms, at: now() }
    } catch (failure) {
      if (!(failure instanceof ExchangeFailure)) throw failure
      record(null, failure.kind)
      // A caller's own short limit says nothing about the endpoint; silence for the full time does.
      const silent = failure.kind === 'timeout' && (!failure.sent || remainingMs >= timeouts.headersMs)
      if (!failure.sent || silent) breaker.failed(now())
      else breaker.undecided()
      if (failure.kind !== 'aborted') {
        const { kind, message: reason, seenFingerprint } = failure
        member.lastError = { kind, reason, at: now(), seenFingerprint }
      }
      throw failure
    }
  }

  /** All attempts on one endpoint: a read whose connection died is sent once more. */
  const ask = async (member: Member, request: TransportRequest, deadline: number): Promise<TransportReply> => {
    try {
      return await attempt(member, request, deadline)
    } catch (failure) {
      if (!(failure instanceof ExchangeFailure) || failure.kind !== 'reset' || !request.reading) throw failure
      return attempt(member, request, deadline)
    }
  }

  const candidates = (request: TransportRequest): Member[] => {
    if (request.via !== undefined) return members.filter((member) => member.endpoint.name === request.via)
    const first = members.findIndex((member) => member.key === preferred)
    return first < 0 ? [...members] : [...members.slice(first), ...members.slice(0, first)]
  }

  const toError = (request: TransportRequest, via: string | null, failure: ExchangeFailure): PveError => {
    const { kind, message: reason, seenFingerprint, cause } = failure
    const passing = kind === 'unreachable' || kind === 'timeout' || kind === 'reset'
    const retryable = passing && (request.reading || !failure.sent)
    return new PveError({
      kind,
      reason,
      call: request.call,
      path: request.path,
      via,
      retryable,
      seenFingerprint,
      cause,
    })
  }

  const send = async (request: TransportRequest): Promise<TransportReply> => {
    if (request.signal?.aborted)
      throw toError(request, null, new ExchangeFailure('aborted', 'the call was aborted', { sent: false }))
    const deadline = performance.now() + (request.timeoutMs ?? timeouts.totalMs)
    let outcome: TransportReply | PveError | undefined
    for (const member of candidates(request)) {
      if (outcome && performance.now() >= deadline) break
      if (!member.breaker.admit(now())) {
        outcome ??= pausedError(request, member, now())
        continue
      }
      try {
        const reply = await ask(member, request, deadline)
        if (!isEntrySick(request, reply)) return reply
        outcome = reply
      } catch (failure) {
        if (!(failure instanceof ExchangeFailure)) throw failure
        outcome = toError(request, member.endpoint.name, failure)
        if (!mayFailOver(request, failure)) break
      }
    }
    outcome ??= toError(
      request,
      null,
      new ExchangeFailure('unreachable', 'there is no endpoint to ask', { sent: false }),
    )
    if (outcome instanceof PveError) throw outcome
    return outcome
  }

  update(options.endpoints)
  return {
    update,
    send,
    now,
    endpoints: () => members.map((member) => member.endpoint),
    health: () =>
      members.map(({ endpoint, breaker, lastError, lastAnswerAt, roundTripMs }) => ({
        name: endpoint.name,
        host: endpoint.host,
        port: endpoint.port,
        state: breaker.state(now()),
        pausedUntil: breaker.pausedUntil(),
        lastError,
        lastAnswerAt,
        roundTripMs,
      })),
    close: async () => {
      const closing = members.map((member) => member.agent.destroy())
      members = []
      await Promise.all(closing)
    },
  }
}

function mayFailOver(request: TransportRequest, failure: ExchangeFailure): boolean {
  if (failure.kind === 'aborted' || failure.kind === 'too-large' || failure.kind === 'bad-reply') return false
  return !failure.sent || request.reading
}

/**
 * The endpoint answered, but is itself unable to work: its daemon is down or hung, or its cluster file system is
 * (docs/pve-behaviour.md §1.7, §1.8). Another node can do the same call if it does not belong to one node.
 */
function isEntrySick(request: TransportRequest, reply: WireReply): boolean {
  if (request.toNode) return false
  if (reply.status === 595) return true
  if (reply.status === 500 && reply.reason.startsWith('RPCEnvironment init request failed')) return true
  return request.reading && reply.status > 595 && reply.status <= 599
}

function pausedError(request: TransportRequest, member: Member, now: number): PveError {
  const seconds = Math.max(1, Math.ceil(((member.breaker.pausedUntil() ?? now) - now) / 1000))
  const { kind, reason, seenFingerprint } = member.lastError ?? {
    kind: 'unreachable' as const,
    reason: 'no answer',
    seenFingerprint: null,
  }
  return new PveError({
    kind:
      kind === 'certificate-changed' || kind === 'certificate-untrusted' || kind === 'target-refused'
        ? kind
        : 'unreachable',
    reason: `${reason}; next try in ${seconds} s`,
    call: request.call,
    path: request.path,
    via: member.endpoint.name,
    retryable: true,
    seenFingerprint,
  })
}
