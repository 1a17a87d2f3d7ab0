import { type Dispatcher, errors } from 'undici'
import { ConnectFailure } from './connector.ts'
import type { PveErrorKind } from './errors.ts'

/** Limits in milliseconds. */
export type Timeouts = {
  /** TCP and TLS together; ticks about once a second. */
  connectMs: number
  /** Until the status line. PVE's inner hop gives up after 30 s and answers 596, which is worth waiting for. */
  headersMs: number
  /** Between two pieces of the body. */
  bodyMs: number
  /** The whole call with all its attempts. */
  totalMs: number
}

export const defaultTimeouts: Timeouts = { connectMs: 4_000, headersMs: 35_000, bodyMs: 15_000, totalMs: 60_000 }

export const maxReplyBytes = 64 * 1024 * 1024

/** A request as it goes over the wire. */
export type WireRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Path and query, encoded. */
  target: string
  headers: Record<string, string>
  body: string | null
}

export type WireReply = { status: number; reason: string; contentType: string; body: string }

/** A physical request that brought no complete reply. `sent` is false when no byte of it can have reached the server. */
export class ExchangeFailure extends Error {
  readonly kind: PveErrorKind
  readonly sent: boolean
  readonly seenFingerprint: string | null
  constructor(
    kind: PveErrorKind,
    message: string,
    options: { sent: boolean; seenFingerprint?: string | null; cause?: unknown },
  ) {
    super(message, { cause: options.cause })
    this.kind = kind
    this.sent = options.sent
    this.seenFingerprint = options.seenFingerprint ?? null
  }
}

type ExchangeOptions = { origin: string; signal: AbortSignal | undefined; remainingMs: number; maxBytes: number }

/**
 * One physical request. Ends with a reply of any status or with an ExchangeFailure, at the latest after `remainingMs`.
 */
export async function exchange(agent: Dispatcher, request: WireRequest, options: ExchangeOptions): Promise<WireReply> {
  const { origin, signal, remainingMs, maxBytes } = options
  const deadline = AbortSignal.timeout(Math.max(1, Math.ceil(remainingMs)))
  const ended = signal ? AbortSignal.any([signal, deadline]) : deadline
  try {
    const { statusCode, statusText, headers, body } = await agent.request({
      origin,
      path: request.target,
      method: request.method,
      headers: request.headers,
      body: request.body,
      signal: ended,
    })
    const contentType = headers['content-type']
    return {
      status: statusCode,
      reason: statusText,
      contentType: typeof contentType === 'string' ? contentType : '',
      body: await readBody(body, maxBytes),
    }
  } catch (failure) {
    throw toExchangeFailure(failure, { aborted: signal?.aborted ?? false, late: deadline.aborted })
  }
}

async function readBody(body: AsyncIterable<unknown> & { destroy(): unknown }, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    if (!Buffer.isBuffer(chunk)) continue
    bytes += chunk.length
    // Leaving the loop destroys the stream and its connection.
    if (bytes > maxBytes)
      throw new ExchangeFailure('too-large', `the reply is longer than ${maxBytes} bytes`, { sent: true })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, bytes).toString('utf8')
}

function toExchangeFailure(failure: unknown, { aborted, late }: { aborted: boolean; late: boolean }): ExchangeFailure {
  if (failure instanceof ExchangeFailure) return failure
  if (failure instanceof ConnectFailure) {
    return new ExchangeFailure(failure.kind, failure.message, { sent: false, seenFingerprint: failure.seenFingerprint })
  }
  if (aborted) return new ExchangeFailure('aborted', 'the call was aborted', { sent: true })
  if (late) return new ExchangeFailure('timeout', 'no complete answer within the time limit', { sent: true })
  const code = failure instanceof Error && 'code' in failure && typeof failure.code === 'string' ? failure.code : ''
  const message = failure instanceof Error ? failure.message : String(failure)
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return new ExchangeFailure('timeout', 'no answer within the time limit', { sent: true, cause: failure })
  }
  if (failure instanceof errors.HTTPParserError || code === 'UND_ERR_HEADERS_OVERFLOW') {
    return new ExchangeFailure('bad-reply', 'the answer is not HTTP', { sent: true, cause: failure })
  }
  return new ExchangeFailure('reset', `the connection ended without an answer (${code || message})`, {
    sent: true,
    cause: failure,
  })
}
