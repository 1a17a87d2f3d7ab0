import { createServer, type Server } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Server as NetServer, Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { runs, type Node } from '../world/node.ts'
import type { World } from '../world/world.ts'
import type { Certificate } from '../world/certificates.ts'
import type { RequestLog } from '../control/request-log.ts'
import type { Disturbances } from '../control/disturbances.ts'
import { answer, type Answer } from './pipeline.ts'

export interface Surroundings {
  readonly log: RequestLog
  readonly disturbances: Disturbances
}

/** The HTTPS port of one node. Power and daemons open and close it; a renewed certificate is used for new connections. */
export class Listener {
  readonly port: number
  readonly name: string
  #world: World
  #server: Server | undefined
  readonly #sockets = new Set<Socket>()
  readonly #around: Surroundings
  #certificate: Certificate

  constructor(given: { world: World; name: string; port: number; certificate: Certificate; around: Surroundings }) {
    this.#world = given.world
    this.name = given.name
    this.port = given.port
    this.#certificate = given.certificate
    this.#around = given.around
  }

  get fingerprint(): string {
    return this.#certificate.fingerprint
  }

  get world(): World {
    return this.#world
  }

  async open(): Promise<Listener> {
    if (this.#server) return this
    const server = createServer(
      { key: this.#certificate.key, cert: this.#certificate.cert, keepAliveTimeout: 60_000, requestTimeout: 0 },
      (request, response) => void this.#serve(request, response),
    )
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
    })
    this.#server = server
    const port = await listen(server, this.port)
    return port === this.port ? this : this.#withPort(port)
  }

  close(): void {
    this.#server?.close()
    this.#server = undefined
    for (const socket of this.#sockets) socket.destroy()
    this.#sockets.clear()
  }

  /** Opens or closes the port according to the node's state. */
  async follow(node: Node): Promise<void> {
    const shouldAnswer = node.power === 'on' && node.apiOpen && (node.hung || runs(node, 'pveproxy'))
    if (!shouldAnswer) this.close()
    else if (!this.#server) await this.open()
  }

  renew(certificate: Certificate): void {
    this.#certificate = certificate
    this.#server?.setSecureContext({ key: certificate.key, cert: certificate.cert })
    // pveproxy is restarted: kept connections end once their answer is out, and new ones see the new certificate.
    this.#server?.closeIdleConnections()
    for (const socket of this.#sockets) socket.destroy()
  }

  #withPort(port: number): Listener {
    const moved = new Listener({
      world: this.#world,
      name: this.name,
      port,
      certificate: this.#certificate,
      around: this.#around,
    })
    moved.#server = this.#server
    for (const socket of this.#sockets) moved.#sockets.add(socket)
    return moved
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const node = this.#world.nodes.get(this.name)
    if (!node || node.hung || node.frozen.has('pveproxy')) return
    const at = this.#world.now()
    const path = request.url ?? ''
    await this.#around.disturbances.delay(this.name, path)
    if (this.#around.disturbances.spoil(this.name, path, response)) return
    if (/^\/(?:pve2|novnc|xtermjs)?\/?(?:\?.*)?$/.test(path)) return page(response)
    const result = await answer(this.#world, node, request)
    this.#around.log.add({
      at,
      node: this.name,
      method: request.method ?? '',
      path,
      auth: result.authid,
      status: result.status,
      key: result.key,
    })
    send(request, response, result)
  }
}

function page(response: ServerResponse): void {
  response.writeHead(200, { Server: 'pve-api-daemon/3.0', 'Content-Type': 'text/html; charset=utf-8' })
  response.end('<!doctype html><title>Simulated Proxmox VE</title><p>This is a simulator; its API is under /api2/json.')
}

/** An error closes the connection; the text of the status line may hold anything, so it goes out as raw bytes. */
function send(request: IncomingMessage, response: ServerResponse, result: Answer): void {
  const headers: Record<string, string | number> = { Server: 'pve-api-daemon/3.0' }
  headers['Cache-Control'] = 'max-age=0'
  headers.Pragma = 'no-cache'
  headers.Connection = result.status >= 400 ? 'close' : 'Keep-Alive'
  let body: Buffer | undefined
  if (result.body !== undefined) {
    body = Buffer.from(result.body)
    headers['Content-Type'] = result.contentType ?? 'application/json;charset=UTF-8'
    if (body.length > 1024 && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) {
      body = gzipSync(body, { level: 1 })
      headers['Content-Encoding'] = 'gzip'
    }
  }
  headers['Content-Length'] = body?.length ?? 0
  const reason = Buffer.from(result.reason)
    .toString('latin1')
    .replace(/[^\t\x20-\x7e\x80-\xff]/g, '')
  response.writeHead(result.status, reason, headers)
  response.end(body)
}

export function listen(server: NetServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}
