/**
 * An answer other than 200. PVE puts the first line of its text into the status line and, since pve-http-server 5.2.0,
 * the whole of it into the body as `message`; some layers answer with the status line alone.
 */
export class ApiError extends Error {
  readonly status: number
  readonly errors: Readonly<Record<string, string>> | undefined
  readonly emptyBody: boolean

  constructor(status: number, message: string, more: { errors?: Record<string, string>; emptyBody?: boolean } = {}) {
    super(message)
    this.status = status
    this.errors = more.errors
    this.emptyBody = more.emptyBody ?? false
  }
}

/** What a plain `die` in a PVE handler becomes. */
export const failure = (message: string): ApiError => new ApiError(500, message)

export const badParams = (errors: Record<string, string>): ApiError =>
  new ApiError(400, 'Parameter verification failed.', { errors })

export const denied = (what?: string): ApiError =>
  new ApiError(403, what === undefined ? 'Permission check failed' : `Permission check failed (${what})`)

export const noQuorum = (): ApiError => failure('cluster not ready - no quorum?')
