import { type ErrorBody, type ErrorCode, errorCodes, type RouteName, routes } from '@steward/contracts'
import type { CallArgs, Reply } from '@steward/contracts/schemas'

/** Every failure of a call, whatever went wrong: an answer of the server, no answer, an answer that makes no sense. */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly code: ErrorCode | 'steward-away'
  readonly body: ErrorBody | null
  readonly call: string
  constructor(code: ErrorCode | 'steward-away', call: string, body: ErrorBody | null = null) {
    super(body?.message ?? code)
    this.code = code
    this.call = call
    this.body = body
  }
}

const isErrorCode = (value: unknown): value is ErrorCode => typeof value === 'string' && value in errorCodes

export function toApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError('internal', error instanceof Error ? error.message : '')
}

let signedOut: () => void = () => {}
/** What happens when the server says that the session is over. Set once by the router. */
export function onSignedOut(handler: () => void): void {
  signedOut = handler
}

async function readError(response: Response, call: string): Promise<ApiError> {
  let body: ErrorBody | null = null
  try {
    body = await response.json()
  } catch {
    // Not from Steward: a proxy's page, or a connection cut in the middle.
  }
  if (!body || !isErrorCode(body.code)) return new ApiError(response.status >= 500 ? 'steward-away' : 'internal', call)
  return new ApiError(body.code, call, body)
}

type Request = { method: string; path: string; body?: unknown; signal?: AbortSignal | undefined }

/** The only place that talks to the server. The header makes a browser ask before a foreign site may send it. */
export async function send<T>({ method, path, body, signal }: Request): Promise<T> {
  const call = `${method} ${path}`
  const headers: Record<string, string> = { 'x-steward': '1' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  let response: Response
  try {
    // oxlint-disable-next-line no-restricted-globals -- this is api/client.ts
    response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiError('steward-away', call)
  }
  if (!response.ok) {
    const error = await readError(response, call)
    if (error.code === 'signed-out') signedOut()
    throw error
  }
  return response.json()
}

type Loose = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown }

export function buildPath(template: string, params: Record<string, unknown> = {}, query: Record<string, unknown> = {}) {
  const path = template.replace(/[:{](\w+)\}?/g, (_all, name: string) => encodeURIComponent(String(params[name])))
  const asked = Object.entries(query).filter(([, value]) => value !== undefined)
  if (asked.length === 0) return path
  return `${path}?${new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString()}`
}

export function request<N extends RouteName>(name: N, args: Loose = {}, signal?: AbortSignal): Promise<Reply<N>> {
  const { method, path } = routes[name]
  return send({ method, path: buildPath(path, args.params, args.query), body: args.body, signal })
}

type Caller<N extends RouteName> =
  {} extends CallArgs<N>
    ? (args?: CallArgs<N>, signal?: AbortSignal) => Promise<Reply<N>>
    : (args: CallArgs<N>, signal?: AbortSignal) => Promise<Reply<N>>
type Api = { readonly [N in RouteName]: Caller<N> }

const isRouteName = (name: string): name is RouteName => name in routes

// The array overload of fromEntries is untyped, and so the table needs no assertion: its keys are those of `routes`.
const callers = Object.keys(routes)
  .filter(isRouteName)
  .map((name): readonly unknown[] => [name, (args: Loose = {}, signal?: AbortSignal) => request(name, args, signal)])

export const api: Api = Object.fromEntries(callers)
