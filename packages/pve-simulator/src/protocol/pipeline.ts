import type { IncomingMessage } from 'node:http'
import { checkPermission } from '../access/check.ts'
import { handlers } from '../handlers/all.ts'
import type { Node } from '../world/node.ts'
import type { World } from '../world/world.ts'
import { authenticate, type Caller } from './authenticate.ts'
import { checkFraming, readParams } from './body.ts'
import type { CallRow } from './call-types.ts'
import { checkParams, type Params } from './check-params.ts'
import { Call, type Handler } from './context.ts'
import { ApiError, badParams, denied } from './errors.ts'
import { needFileSystem, reach, withWorker } from './reach.ts'
import { findRoute, type Route } from './route.ts'
import { PlainText, Serialised } from './serialised.ts'
import { isInVersion } from './versions.ts'

export interface Answer {
  readonly status: number
  readonly reason: string
  /** Already serialised where it is large. */
  readonly body: string | undefined
  /** JSON unless it says otherwise. */
  readonly contentType?: string
  readonly authid: string
  readonly key: string
}

/** What pveproxy does with a request, in its order. */
export async function answer(world: World, entry: Node, request: IncomingMessage): Promise<Answer> {
  const method = request.method ?? ''
  const url = request.url ?? ''
  const cut = url.indexOf('?')
  const path = (cut < 0 ? url : url.slice(0, cut)).replace(/^\/api2\/(?:json|extjs)/, '') || '/'
  const seen = { authid: '', key: `${method} ${path}` }
  try {
    return await handle(world, entry, { request, method, path, query: cut < 0 ? '' : url.slice(cut + 1), seen })
  } catch (error) {
    const known =
      error instanceof ApiError ? error : new ApiError(500, error instanceof Error ? error.message : String(error))
    if (known.status === 401) await world.scheduler.sleep(3)
    return { ...refusal(world, known), ...seen }
  }
}

interface Asked {
  readonly request: IncomingMessage
  readonly method: string
  readonly path: string
  readonly query: string
  readonly seen: { authid: string; key: string }
}

async function handle(world: World, entry: Node, asked: Asked): Promise<Answer> {
  const { request, method, path, seen } = asked
  checkFraming(request)
  const given = await readParams(request, asked.query)
  await needFileSystem(world, entry)
  const decodedPath = path.split('/').map(decodePart).join('/')
  const route = routeOf(world, method, path)
  if (route) seen.key = route.key
  const open = route?.row.user === 'world'
  const caller: Caller = open ? { authid: '', kind: 'ticket' } : authenticate(world, entry, method, request.headers)
  seen.authid = caller.authid
  const handler = route && handlers[route.key]
  if (!route || !handler) throw new ApiError(501, `Method '${method} ${decodedPath}' not implemented`)
  if (route.row.ticketOnly && caller.kind === 'token')
    throw denied(`URI '${decodedPath}' not available with API token, need proper ticket.\n`)
  const merged = merge(given, route)
  if (!open)
    checkPermission(route.row, {
      authid: caller.authid,
      params: merged,
      permissions: world.permissions,
      store: world.access,
    })
  const target = route.row.proxied ? await reach(world, entry, route.pathParams.node ?? '') : entry
  return { ...(await carryOut(world, { route, handler, target, caller, params: merged })), ...seen }
}

interface Work {
  readonly route: Route
  readonly handler: Handler
  readonly target: Node
  readonly caller: Caller
  readonly params: Params
}

async function carryOut(
  world: World,
  work: Work,
): Promise<{ status: number; reason: string; body: string; contentType?: string }> {
  const run = async (): Promise<{ data: unknown; beside: Record<string, unknown> }> => {
    const params = checkParams(work.route.row, work.params)
    const call = new Call({ world, node: work.target, authid: work.caller.authid, params })
    return { data: await work.handler(call), beside: call.beside }
  }
  const { data, beside } = work.route.row.protected ? await withWorker(world, work.target, run) : await run()
  if (data instanceof PlainText) return { status: 200, reason: 'OK', body: data.text, contentType: 'text/plain' }
  const body = data instanceof Serialised ? `{"data":${data.text}}` : JSON.stringify({ ...beside, data: data ?? null })
  return { status: 200, reason: 'OK', body }
}

function routeOf(world: World, method: string, path: string): (Route & { row: CallRow }) | undefined {
  const route = findRoute(method, path)
  if (!route || !isInVersion(world.pve, route.key)) return undefined
  return {
    ...route,
    pathParams: Object.fromEntries(Object.entries(route.pathParams).map(([name, value]) => [name, decodePart(value)])),
  }
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function merge(given: Params, route: Route): Params {
  const rest = Object.fromEntries(Object.entries(given).filter(([name]) => name !== '_dc'))
  for (const [name, value] of Object.entries(route.pathParams)) {
    if (rest[name] !== undefined && String(rest[name]) !== value)
      throw badParams({ [name]: 'duplicate parameter (already defined in URI) with conflicting values!' })
  }
  return { ...rest, ...route.pathParams }
}

/** Both versions that are played put the text into the body as well; PVE before 8.3 did not. */
function refusal(_world: World, error: ApiError): { status: number; reason: string; body: string | undefined } {
  const text = error.message.endsWith('\n') ? error.message : `${error.message}\n`
  const reason = (text.split('\n')[0] ?? '').replace(/[\r\t]/g, ' ')
  if (error.emptyBody) return { status: error.status, reason, body: undefined }
  const body = { data: null, message: text, ...(error.errors ? { errors: error.errors } : {}) }
  return { status: error.status, reason, body: JSON.stringify(body) }
}
