import * as z from 'zod'
import { PveError, type PveErrorKind } from './errors.ts'
import { cleanText, maskSecrets } from './text.ts'
import type { TransportReply, TransportRequest } from './transport.ts'
import { describeMismatch } from './wire.ts'

const Envelope = z.object({
  data: z.unknown().optional(),
  total: z.number().optional(),
  changes: z.string().optional(),
})
const ErrorBody = z.object({
  message: z.string().optional().catch(undefined),
  errors: z.record(z.string(), z.unknown()).optional().catch(undefined),
})

export type Envelope = { data: unknown; total?: number; changes?: string }

type Context = { request: TransportRequest; secrets: readonly string[] }

/** The content of a 200 reply. @throws PveError for any other status and for what is not PVE's JSON. */
export function readEnvelope(reply: TransportReply, context: Context): Envelope {
  if (reply.status !== 200) throw toPveError(reply, context)
  const parsed = Envelope.safeParse(parseJson(reply.body))
  if (!parsed.success)
    throw badReply(
      reply,
      context,
      `the reply is not what PVE sends: ${JSON.stringify(cleanText(reply.body.slice(0, 1000), 200))}`,
    )
  const { data, total, changes } = parsed.data
  return { data, ...(total !== undefined && { total }), ...(changes !== undefined && { changes }) }
}

/** Parses `data` with the schema of its call. @throws PveError of kind bad-reply that names place and value. */
export function readData<T>(schema: z.ZodType<T>, data: unknown, reply: TransportReply, context: Context): T {
  const parsed = schema.safeParse(data)
  if (!parsed.success) throw badReply(reply, context, describeMismatch(parsed.error, data))
  return parsed.data
}

function badReply({ status, via }: TransportReply, { request, secrets }: Context, problem: string): PveError {
  const { call, path } = request
  return new PveError({
    kind: 'bad-reply',
    status,
    reason: maskSecrets(cleanText(problem, 400), secrets),
    call,
    path,
    via,
  })
}

function toPveError(reply: TransportReply, { request, secrets }: Context): PveError {
  const { status, via } = reply
  const body = ErrorBody.safeParse(parseJson(reply.body)).data
  const clean = (words: string): string => maskSecrets(cleanText(words), secrets)
  // The full text is in `message` since pve-http-server 5.2.0; before that only its first line, in the status line.
  const reason = clean(body?.message ?? '') || clean(reply.reason) || `HTTP status ${status}`
  const fields = body?.errors
    ? Object.fromEntries(
        Object.entries(body.errors).map(([name, words]) => [cleanText(name, 100), clean(String(words))]),
      )
    : null
  const kind = kindOf(status, reason)
  const passing = kind === 'node-unreachable' || (status >= 502 && status <= 504)
  return new PveError({
    kind,
    status,
    reason,
    fields,
    call: request.call,
    path: request.path,
    via,
    retryable: passing && request.reading,
  })
}

/** docs/pve-behaviour.md §1.4 */
function kindOf(status: number, reason: string): PveErrorKind {
  if (status >= 595 && status <= 599) return 'node-unreachable'
  switch (status) {
    case 400:
    case 506:
      return 'bad-request'
    case 401:
      return 'unauthorized'
    case 403:
      return 'forbidden'
    case 501:
      // The same status is used for refusals of the request's form.
      return /too large|unexpected content|chunked/i.test(reason) ? 'bad-request' : 'not-in-this-version'
    case 500:
      return kindOfFailure(reason)
    default:
      // Neither redirects nor other successes are part of PVE's API: something else answers at this address.
      return status < 400 ? 'bad-reply' : 'failed'
  }
}

function kindOfFailure(reason: string): PveErrorKind {
  // PVE::Cluster check_cfs_quorum and cfs_lock; without quorum /etc/pve is read-only, which shows as Permission denied.
  if (/no quorum[?!]/.test(reason)) return 'no-quorum'
  if (/unable to open file '\/etc\/pve\/[^']*\.tmp\.\d+' - Permission denied/.test(reason)) return 'no-quorum'
  // PVE::API2::HA::Groups from 9.0 on
  if (reason.includes('ha groups have been migrated to rules')) return 'not-in-this-version'
  return 'failed'
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    // Empty and foreign bodies are common (401, 59x, a proxy's page); the caller decides by the missing shape.
    return undefined
  }
}
