import { routes, type CollectionName } from '@steward/contracts'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../app-error.ts'
import { seconds, type Clock } from '../clock.ts'
import type { Hub } from '../live/hub.ts'
import type { ConnectionService } from '../services/connections.ts'
import { readThrough } from '../services/pass-through.ts'
import type { Sessions } from '../services/sessions.ts'
import type { Handlers } from './implement.ts'
import type { Who } from './who.ts'
import type { FastifyRequest } from 'fastify'

type Deps = { clock: Clock; who: Who; hub: Hub; sessions: Sessions; service: ConnectionService; build: string }
type Names =
  | 'readCluster'
  | 'listGuests'
  | 'listNodes'
  | 'listStorages'
  | 'listTasks'
  | 'readHistory'
  | 'checkPermissions'

export function pictureHandlers({ who, service }: Deps): Pick<Handlers, Names> {
  const list =
    (name: CollectionName) =>
    async ({ params }: { params: { cluster: string } }, { request }: { request: FastifyRequest }) =>
      (await who.readingSight(request, params.cluster)).view.bytes(name)
  return {
    readCluster: async ({ params }, { request }) => (await who.readingSight(request, params.cluster)).facts(),
    listGuests: list('guests'),
    listNodes: list('nodes'),
    listStorages: list('storages'),
    listTasks: list('tasks'),
    async readHistory({ params }, { request }) {
      const sight = await who.readingSight(request, params.cluster)
      // Eyes give back the very row where its figures may be seen, and a barer one where not, whatever the node's state.
      return sight.feed.history().filter((history) => {
        const node = sight.feed.picture().nodes.get(history.node)
        return node !== undefined && sight.view.eyes.row.nodes(node) === node
      })
    },
    async checkPermissions({ params, query }, { request }) {
      if (query.of === 'reader') {
        who.requireSettings(request, params.cluster)
        return service.checkReader(params.cluster)
      }
      const { cluster, user, auth } = who.ticket(request, params.cluster)
      return service.checkIdentity(cluster, user, auth)
    },
  }
}

/** The event stream and the pass-through: both answer in ways of their own. */
export function installPictureRoutes(app: FastifyInstance, deps: Deps) {
  app.get<{ Params: { cluster: string } }>(routes.live.path, (request, reply) => {
    const { session, cluster, sight } = deps.who.sight(request, request.params.cluster)
    if (deps.hub.isFull(session.idHash))
      throw new AppError('too-many-requests', 'This session has too many live streams open. Close some pages.')
    const user = session.holders.get(cluster.record.id)?.user
    reply.hijack()
    const headers = Object.fromEntries(Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined))
    reply.raw.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    })
    deps.hub.open(reply.raw, {
      group: sight.group,
      session: session.idHash,
      person: user === undefined ? null : { cluster: cluster.record.id, user },
      hello: { type: 'hello', now: seconds(deps.clock), versions: sight.view.versions(), build: deps.build },
    })
  })

  app.get<{ Params: { cluster: string; '*': string }; Querystring: Record<string, unknown> }>(
    '/api/clusters/:cluster/pve/*',
    { config: { rateLimit: { max: 300, timeWindow: '1 minute' } } },
    async (request) => {
      const { cluster, auth } = deps.who.ticket(request, request.params.cluster)
      const path = (request.url.split('?')[0] ?? '').split('/pve/')[1] ?? ''
      try {
        return await readThrough(cluster, cluster.api(auth), {
          path,
          query: plainQuery(request.query),
          clock: deps.clock,
        })
      } catch (error) {
        // The ticket has ended for PVE: forget it, so that the person is asked to sign in once and nothing is retried.
        if (error instanceof Error && 'kind' in error && error.kind === 'unauthorized')
          deps.sessions.dropTicket(cluster.record.id, auth)
        throw error
      }
    },
  )
}

function plainQuery(query: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).map(([key, value]) => {
      if (typeof value !== 'string')
        throw new AppError('bad-input', `The parameter "${key.slice(0, 40)}" may occur once.`)
      return [key, value]
    }),
  )
}
