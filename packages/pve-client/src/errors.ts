/** What went wrong, in words a caller can branch on. Each PVE status and each failure of the connection maps to one of them. */
export type PveErrorKind =
  /** 401: no ticket, ticket or token refused, wrong password. PVE delays every 401 by 3 s. */
  | 'unauthorized'
  /** 403: the account lacks a privilege, or the call is closed to tokens. */
  | 'forbidden'
  /** 400 and refusals of the request's form; `fields` names the parameters. Also raised here, before anything is sent. */
  | 'bad-request'
  /** PVE ran the call and it failed; the reason is PVE's own sentence. */
  | 'failed'
  /** 501, or a call that this version has replaced by another. */
  | 'not-in-this-version'
  /** 59x: the asked node answered, but could not reach the node (or its own daemon) that should do the work. */
  | 'node-unreachable'
  /** Nothing answered at the address. Nothing has been sent. */
  | 'unreachable'
  /** The time limit passed. A write may have been executed. */
  | 'timeout'
  /** The connection died without an answer. A write may have been executed; see docs/pve-behaviour.md §1.6. */
  | 'reset'
  /** The certificate is not the pinned one; `seenFingerprint` has the one that was shown. Nothing has been sent. */
  | 'certificate-changed'
  /** Without a pin: the system does not trust the certificate. Nothing has been sent. */
  | 'certificate-untrusted'
  /** The address is one that this installation must not connect to. Nothing has been sent. */
  | 'target-refused'
  /** The reply is not JSON or not of the shape we rely on. */
  | 'bad-reply'
  /** The reply is longer than the client accepts. */
  | 'too-large'
  /** The caller's signal ended the call. */
  | 'aborted'
  /** PVE refused a write because the node that answered has no quorum. */
  | 'no-quorum'

export type PveErrorDetails = {
  kind: PveErrorKind
  status?: number | null
  reason: string
  fields?: Record<string, string> | null
  call: string
  path: string
  via?: string | null
  retryable?: boolean
  seenFingerprint?: string | null
  cause?: unknown
}

/**
 * Every failure of a call. `reason` and `fields` are PVE's words and hold whatever a guest's owner typed: show them as
 * text, never as markup. Secrets that were sent with the call are masked in both.
 */
export class PveError extends Error {
  override readonly name = 'PveError'
  readonly kind: PveErrorKind
  /** HTTP status, null when no status line arrived. */
  readonly status: number | null
  readonly reason: string
  /** Parameter name → what is wrong with it; only with 400. */
  readonly fields: Record<string, string> | null
  /** Name in the call table, or method and path template for raw calls. */
  readonly call: string
  /** Path without the query. */
  readonly path: string
  /** Endpoint that was asked last, null when none was. */
  readonly via: string | null
  /** True when the same call may succeed later and repeating it can do no harm. */
  readonly retryable: boolean
  /** With `certificate-changed`: SHA-256 of the certificate that was shown. */
  readonly seenFingerprint: string | null

  constructor(details: PveErrorDetails) {
    super(
      `${details.call}: ${details.reason}`,
      // A cause may hold the request with its headers: only the message is kept.
      details.cause === undefined ? undefined : { cause: describeCause(details.cause) },
    )
    this.kind = details.kind
    this.status = details.status ?? null
    this.reason = details.reason
    this.fields = details.fields ?? null
    this.call = details.call
    this.path = details.path
    this.via = details.via ?? null
    this.retryable = details.retryable ?? false
    this.seenFingerprint = details.seenFingerprint ?? null
  }
}

const describeCause = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))
