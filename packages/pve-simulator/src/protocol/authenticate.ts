import type { IncomingHttpHeaders } from 'node:http'
import { ownerOf, tokenIdOf } from '../access/store.ts'
import { isCsrf, readTicket } from '../access/tickets.ts'
import type { Node } from '../world/node.ts'
import type { World } from '../world/world.ts'
import { ApiError } from './errors.ts'

export interface Caller {
  readonly authid: string
  readonly kind: 'ticket' | 'token'
}

const refused = (text: string): ApiError => new ApiError(401, text, { emptyBody: true })

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A cookie shadows the Authorization header, even when it is stale (pve-manager: PVE/HTTPServer.pm). */
function credentials(headers: IncomingHttpHeaders): { ticket?: string; token?: string } {
  const cookie = /(?:^|;\s*)PVEAuthCookie=([^;]*)/.exec(headers.cookie ?? '')?.[1]
  if (cookie !== undefined && cookie !== '') return { ticket: decoded(cookie) }
  const header = headers.authorization ?? ''
  const ticket = /^PVEAuthCookie[=\s](.*)$/.exec(header)?.[1]
  if (ticket !== undefined) return { ticket: decoded(ticket) }
  const token = /^PVEAPIToken[=\s](.*)$/.exec(header)?.[1]
  return token === undefined ? {} : { token: decoded(token) }
}

export function authenticate(world: World, node: Node, method: string, headers: IncomingHttpHeaders): Caller {
  const { ticket, token } = credentials(headers)
  if (token !== undefined) return { authid: checkToken(world, token), kind: 'token' }
  if (ticket === undefined || ticket.startsWith('PVE:!tfa!')) throw refused('No ticket')
  const user = readTicket(ticket, nodeSeconds(world, node), node.keys)
  if (user === undefined || !isUsable(world, user)) throw refused('Authentication failed!')
  const csrf = headers.csrfpreventiontoken
  if (
    method !== 'GET' &&
    !isCsrf(typeof csrf === 'string' ? csrf : undefined, user, nodeSeconds(world, node), node.keys)
  )
    throw refused('Permission denied - invalid csrf token')
  return { authid: user, kind: 'ticket' }
}

export const nodeSeconds = (world: World, node: Node): number => world.seconds() + (node.description.clockAhead ?? 0)

function checkToken(world: World, text: string): string {
  const [authid = '', value = ''] = text.split('=')
  const token = world.access.users.get(ownerOf(authid))?.tokens.get(tokenIdOf(authid) ?? '')
  const expired = token !== undefined && token.expire > 0 && token.expire < world.seconds()
  if (!token || expired || token.value !== value || !isUsable(world, ownerOf(authid)))
    throw refused('Authentication failed!')
  return authid
}

export function isUsable(world: World, userid: string): boolean {
  const user = world.access.users.get(userid)
  return user !== undefined && user.enable && (user.expire === 0 || user.expire > world.seconds())
}
