import { authHeaders, authSecrets, type PveAuth } from './auth.ts'
import { type CallArgs, type CallName, type CallReply, definitions } from './calls.ts'
import type { CallDefinition, Method } from './calls/define.ts'
import { PveError } from './errors.ts'
import { encodeForm, fillPath, type ParamValue, pathParams } from './form.ts'
import { type ParamTable, splitArgs } from './params.ts'
import { readData, readEnvelope } from './reply.ts'
import type { PveTransport, TransportReply, TransportRequest } from './transport.ts'

export type CallOptions = {
  signal?: AbortSignal | undefined
  /** Only this endpoint, no fail-over. */
  via?: string | undefined
  /** Limit for the whole call. Below 4000 a refused ticket looks like a time-out, because PVE delays each 401 by 3 s. */
  timeoutMs?: number | undefined
}

export type PveReply<T> = {
  data: T
  /** Name of the endpoint that answered. */
  via: string
  ms: number
  /** Rows in all, with paged lists. */
  total?: number
  /** Unapplied network configuration as a diff, with nodeNetwork. */
  changes?: string
}

/** A call that is not in the table: its parameters are checked by nobody and its reply is unknown. */
export type RawCall = { method: Method; path: string; args?: Readonly<Record<string, ParamValue>> }

export type PveApi = {
  /**
   * Makes a call of the table and checks the reply against its schema.
   *
   * @throws PveError
   */
  call<N extends CallName>(name: N, args?: CallArgs<N>, options?: CallOptions): Promise<PveReply<CallReply<N>>>
  /** Makes any other call. Names in braces of `path` are taken from `args`, the rest is sent. @throws PveError */
  callRaw(raw: RawCall, options?: CallOptions): Promise<PveReply<unknown>>
}

type Prepared = { request: TransportRequest; secrets: string[] }

/** The API as one identity sees it. `auth` may be a function, so that a renewed ticket is used from the next call on. */
export function createApi(transport: PveTransport, auth: PveAuth | (() => PveAuth)): PveApi {
  const identity = typeof auth === 'function' ? auth : () => auth

  const send = async ({ request, secrets }: Prepared) => {
    const reply = await transport.send(request)
    return { reply, envelope: readEnvelope(reply, { request, secrets }) }
  }

  return {
    async call(name, args, options) {
      const definition = definitions[name]
      const prepared = prepare(name, definition, args ?? {}, { identity: identity(), ...options })
      const { reply, envelope } = await send(prepared)
      return toReply(readData(definition.reply, envelope.data, reply, prepared), reply, envelope)
    },
    async callRaw({ method, path, args = {} }, options) {
      const names = new Set(pathParams(path))
      const params: ParamTable = Object.fromEntries(
        Object.keys(args).flatMap((key) => (names.has(key) ? [] : [[key, 'raw']])),
      )
      const prepared = prepare(`${method} ${path}`, { method, path, params }, args, {
        identity: identity(),
        ...options,
      })
      const { reply, envelope } = await send(prepared)
      return toReply(envelope.data, reply, envelope)
    },
  }
}

function toReply<T>(data: T, { via, ms }: TransportReply, envelope: { total?: number; changes?: string }): PveReply<T> {
  const { total, changes } = envelope
  return { data, via, ms, ...(total !== undefined && { total }), ...(changes !== undefined && { changes }) }
}

type Prepare = CallOptions & { identity: PveAuth }

function prepare(
  call: string,
  definition: Pick<CallDefinition, 'method' | 'path'> & { params: ParamTable },
  args: Readonly<Record<string, ParamValue>>,
  { identity, via, signal, timeoutMs }: Prepare,
): Prepared {
  const { method, path: template, params } = definition
  try {
    const { inPath, sent, secrets } = splitArgs(template, params, args)
    const path = fillPath(template, inPath)
    const form = encodeForm(sent)
    // PVE refuses a body with GET and DELETE, and an empty body with a JSON content type; so the form type comes only
    // with a form (PVE::APIServer::AnyEvent).
    const inBody = method === 'POST' || method === 'PUT'
    return {
      secrets: [...secrets, ...authSecrets(identity)],
      request: {
        call,
        path,
        method,
        target: `/api2/json${path}${!inBody && form !== '' ? `?${form}` : ''}`,
        headers: {
          accept: 'application/json',
          ...(inBody && form !== '' && { 'content-type': 'application/x-www-form-urlencoded' }),
          ...authHeaders(identity, method),
        },
        body: inBody ? form : null,
        reading: method === 'GET',
        toNode: /^\/nodes\/[^/]+/.test(path),
        via,
        signal,
        timeoutMs,
      },
    }
  } catch (failure) {
    if (!(failure instanceof TypeError)) throw failure
    throw new PveError({ kind: 'bad-request', reason: failure.message, call, path: template })
  }
}
