import { errorCodes, type ErrorBody, type ErrorCode } from '@steward/contracts'
import { PveError, type PveErrorKind } from '@steward/pve-client'

type Extra = { fields?: Record<string, string>; pve?: ErrorBody['pve']; cause?: unknown }

/** An error that a person or a script may see. Everything else becomes `internal` and stays in the log. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly fields: Record<string, string> | undefined
  readonly pve: ErrorBody['pve']

  constructor(code: ErrorCode, message: string, extra: Extra = {}) {
    super(message, { cause: extra.cause })
    this.code = code
    this.fields = extra.fields
    this.pve = extra.pve
  }

  get status(): number {
    return errorCodes[this.code].status
  }
}

const codeOfKind: Record<PveErrorKind, ErrorCode> = {
  unauthorized: 'signed-out',
  forbidden: 'pve-refused',
  'bad-request': 'pve-bad-input',
  failed: 'pve-failed',
  'not-in-this-version': 'pve-too-old',
  'node-unreachable': 'pve-node-away',
  unreachable: 'pve-away',
  timeout: 'pve-timeout',
  reset: 'pve-away',
  'certificate-changed': 'certificate-changed',
  'certificate-untrusted': 'certificate-changed',
  'target-refused': 'address-refused',
  'bad-reply': 'pve-garbled',
  'too-large': 'pve-garbled',
  aborted: 'pve-away',
  'no-quorum': 'pve-no-quorum',
}

/** PVE's failure as one of ours, with PVE's own words beside it. */
export function fromPve(error: PveError): AppError {
  const pve = { status: error.status, path: error.path, message: error.reason }
  return new AppError(codeOfKind[error.kind], error.reason, {
    pve,
    ...(error.fields ? { fields: error.fields } : {}),
    cause: error,
  })
}

/** Any error as one of ours; null when it is a defect. */
export function toAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error
  if (error instanceof PveError) return fromPve(error)
  return null
}

export const codeOf = (error: unknown): ErrorCode => toAppError(error)?.code ?? 'internal'
export const messageOf = (error: unknown): string =>
  error instanceof PveError ? error.reason : error instanceof Error ? error.message : String(error)
