import { routes, type RouteName } from '@steward/contracts'
import { contract, type HandlerArgs, type Reply } from '@steward/contracts/schemas'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

export type Context = { request: FastifyRequest; reply: FastifyReply }
/** A handler gets parsed arguments and answers what the contract says; bytes that were kept may be sent as they are. */
export type Handler<N extends RouteName> = (
  args: HandlerArgs<N>,
  context: Context,
) => Promise<Reply<N> | Buffer> | Reply<N> | Buffer
export type Handlers = { [N in Exclude<RouteName, 'live'>]: Handler<N> }

/** Calls to these are few by nature; more is somebody guessing. Per address and minute. */
const strict = new Set<RouteName>([
  'signIn',
  'answerSecondFactor',
  'signInForRun',
  'useTerminalCode',
  'unlockSetup',
  'makeReader',
  'pasteToken',
  'probeAddress',
  'setUpChannel',
  'proveChannel',
])

/** Bytes that were kept: cheap to send, and every open page asks for them. A session is needed for each. */
const keptBytes = new Set<RouteName>(['listGuests', 'listNodes', 'listStorages', 'listTasks', 'readCluster'])

const rateLimitOf = (name: RouteName) =>
  keptBytes.has(name) ? false : { max: strict.has(name) ? 12 : 900, timeWindow: '1 minute' }

/** Wires the whole contract: a handler that is missing does not compile. */
export function implement(app: FastifyInstance, handlers: Handlers) {
  for (const name of Object.keys(handlers)) {
    if (!isRoute(name) || name === 'live') continue
    const schemas: { params?: unknown; query?: unknown; body?: unknown; response: unknown } = contract[name]
    app.route({
      method: routes[name].method,
      url: routes[name].path,
      schema: {
        ...(schemas.params ? { params: schemas.params } : {}),
        ...(schemas.query ? { querystring: schemas.query } : {}),
        ...(schemas.body ? { body: schemas.body } : {}),
      },
      config: { rateLimit: rateLimitOf(name) },
      handler: async (request, reply) => {
        const result = await call(handlers, name, { request, reply })
        return Buffer.isBuffer(result) ? reply.type('application/json; charset=utf-8').send(result) : reply.send(result)
      },
    })
  }
}

const isRoute = (name: string): name is RouteName => name in routes

function call(handlers: Handlers, name: Exclude<RouteName, 'live'>, context: Context): unknown {
  const { params, query, body } = context.request
  // Each handler's arguments were parsed by the very schemas that its type is made from.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const handler = handlers[name] as (
    args: { params: unknown; query: unknown; body: unknown },
    context: Context,
  ) => unknown
  return handler({ params, query, body }, context)
}
