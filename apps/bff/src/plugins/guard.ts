import { routes } from '@steward/contracts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../app-error.ts'
import { isLoopback, type Config } from '../config.ts'

/** Every request of the web app carries it; a foreign page cannot send it without a preflight, which we do not answer. */
const ownHeader = 'x-steward'

/**
 * Refuses what a foreign page could send in a signed-in person's name: writes and event streams must come from our own
 * origin. Without TLS outside loopback only the trusted proxy may connect.
 */
export function installGuard(app: FastifyInstance, config: Config) {
  const behindProxy = config.tls.mode === 'off' && !isLoopback(config.host)
  app.addHook('onRequest', async (request) => {
    if (behindProxy && !isTrusted(config, request.socket.remoteAddress))
      throw new AppError('origin-refused', 'Without TLS Steward only talks to its trusted proxy.')
    // Not judged by the address as it was sent: "/%61pi/…" finds the same route.
    const writes = request.method !== 'GET' && request.method !== 'HEAD'
    const streams = request.routeOptions.url === routes.live.path
    if (writes && request.headers[ownHeader] === undefined)
      throw new AppError('origin-refused', `Writes need the header ${ownHeader}.`)
    if (writes || streams) checkOrigin(request)
  })
}

function checkOrigin(request: FastifyRequest) {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw new AppError('origin-refused', 'This request comes from another site.')
  const origin = request.headers.origin
  if (origin === undefined) return
  const url = URL.parse(origin)
  if (!url || url.host !== request.host) throw new AppError('origin-refused', 'This request comes from another site.')
}

const isTrusted = (config: Config, address: string | undefined) =>
  address !== undefined && config.trustedProxy.includes(address.replace(/^::ffff:/, ''))
