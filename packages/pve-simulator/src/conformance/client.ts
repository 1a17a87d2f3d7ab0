import { Agent, request } from 'node:https'
import { makeCsrf, makeTicket } from '../access/tickets.ts'
import { ownerOf, tokenIdOf } from '../access/store.ts'
import type { Fields } from '../control/input.ts'
import type { Simulator } from '../simulator.ts'
import { nodeSeconds } from '../protocol/authenticate.ts'
import type { Reply } from './compare.ts'

export interface Asking {
  readonly node: string
  readonly method: string
  readonly path: string
  readonly params: Fields
  /** As recordings name callers: `root@pam (ticket)`, `root@pam!full (API token) via pve2`, `anonymous`. */
  readonly as: string
  /** `csrf`: leave it out; `good csrf`: a wrong one. */
  readonly without?: string | undefined
  readonly again?: boolean
}

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Asks the ports of a simulator as the recorded callers asked those of PVE. */
export class Client {
  readonly #simulator: Simulator
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 40, rejectUnauthorized: false })

  constructor(simulator: Simulator) {
    this.#simulator = simulator
  }

  close(): void {
    this.#agent.destroy()
  }

  isOpen(node: string): boolean {
    return this.#simulator.ready().nodes.some((one) => one.name === node)
  }

  ask(asking: Asking): Promise<Reply> {
    const { method } = asking
    const text = encoded(asking.params)
    const inBody = method !== 'GET' && method !== 'DELETE'
    const path = `/api2/json${asking.path}${!inBody && text !== '' ? `?${text}` : ''}`
    const headers: Record<string, string> = this.#credentials(asking)
    if (inBody && text !== '') {
      headers['Content-Type'] = 'application/x-www-form-urlencoded'
      headers['Content-Length'] = String(Buffer.byteLength(text))
    }
    const port = this.#simulator.ready().nodes.find((one) => one.name === asking.node)?.port
    return new Promise((resolve, reject) => {
      const outgoing = request({ host: '127.0.0.1', port, method, path, headers, agent: this.#agent }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const { statusCode: status, statusMessage: reason = '' } = response
          resolve({ status, reason, headers: response.headers, body: json(Buffer.concat(chunks).toString('utf8')) })
        })
      })
      // A kept connection may have been closed by a restart of the daemon; whoever keeps connections asks again.
      outgoing.on('error', (error) => {
        if (outgoing.reusedSocket && !asking.again) this.ask({ ...asking, again: true }).then(resolve, reject)
        else reject(error)
      })
      outgoing.end(inBody ? text : undefined)
    })
  }

  #credentials(asking: Asking): Record<string, string> {
    const { world } = this.#simulator
    const who = asking.as.replace(/ \(.*$/, '')
    const node = world.nodes.get(asking.node)
    if (asking.as.startsWith('anonymous') || !node) return {}
    if (who === 'bad ticket') return { Cookie: 'PVEAuthCookie=PVE%3Aroot%40pam%3A65000000%3A%3Anothing' }
    if (who === 'garbage') return { Authorization: 'PVEAPIToken=garbage' }
    if (who.includes('!')) {
      const token = world.access.users.get(ownerOf(who))?.tokens.get(tokenIdOf(who) ?? '')
      const value = asking.without === 'value' ? undefined : token?.value
      return { Authorization: `PVEAPIToken=${who}=${value ?? '00000000-0000-0000-0000-000000000000'}` }
    }
    const now = nodeSeconds(world, node)
    const csrf = asking.without === 'good csrf' ? 'wrong' : makeCsrf(who, now, node.keys)
    return {
      Cookie: `PVEAuthCookie=${encodeURIComponent(makeTicket(who, now, node.keys))}`,
      ...(asking.without === 'csrf' ? {} : { CSRFPreventionToken: csrf }),
    }
  }
}

function encoded(params: Fields): string {
  const pairs = Object.entries(params).flatMap(([key, value]): [string, string][] =>
    (Array.isArray(value) ? value : [value]).map((one) => [key, String(one)]),
  )
  return new URLSearchParams(pairs).toString()
}
