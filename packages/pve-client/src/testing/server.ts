import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { X509Certificate } from 'node:crypto'
import { generate } from 'selfsigned'
import { onTestFinished } from 'vitest'
import type { PveEndpoint } from '../endpoint.ts'

type Seen = { method: string; url: string; headers: IncomingMessage['headers']; body: string }
export type Answer = (seen: Seen, response: ServerResponse, request: IncomingMessage) => void

export type TestServer = {
  endpoint: PveEndpoint
  port: number
  fingerprint: string
  /** Every request that arrived, in order. */
  seen: Seen[]
  /** Bytes that arrived inside TLS. */
  bytes(): number
  answer: Answer
  stop(): Promise<void>
}

export const ok =
  (data: unknown, extra: object = {}): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json;charset=UTF-8' })
    response.end(JSON.stringify({ data, ...extra }))
  }

/** An error as PVE sends it: words in the status line, connection closed. */
export const refuse =
  (status: number, reason: string, body: object | '' = ''): Answer =>
  (_, response) => {
    response.writeHead(status, reason, { connection: 'close' })
    response.end(body === '' ? '' : JSON.stringify(body))
  }

async function createCertificate(): Promise<{ key: string; cert: string; fingerprint: string }> {
  const made = await generate([{ name: 'commonName', value: 'pve-test' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + 86_400_000),
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 7, ip: '127.0.0.1' },
          { type: 2, value: 'pve1' },
        ],
      },
    ],
  })
  return { key: made.private, cert: made.cert, fingerprint: new X509Certificate(made.cert).fingerprint256 }
}

/** A small HTTPS server on loopback that is stopped with the test. */
export async function startServer(name: string, answer: Answer = ok(null)): Promise<TestServer> {
  const { key, cert, fingerprint } = await createCertificate()
  let bytes = 0
  const seen: Seen[] = []
  const server = createServer({ key, cert }, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const one = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') }
      seen.push(one)
      test.answer(one, response, request)
    })
  })
  server.on('secureConnection', (socket) => {
    socket.on('close', () => (bytes += socket.bytesRead))
    socket.on('error', () => undefined)
  })
  server.on('tlsClientError', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const stop = async (): Promise<void> => {
    if (!server.listening) return
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
  onTestFinished(stop)
  const test: TestServer = {
    endpoint: { name, host: '127.0.0.1', port, fingerprint },
    port,
    fingerprint,
    seen,
    bytes: () => bytes,
    answer,
    stop,
  }
  return test
}
