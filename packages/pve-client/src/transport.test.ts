import { createServer, type Server, type Socket } from 'node:net'
import { once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createApi } from './api.ts'
import { PveError } from './errors.ts'
import { ok, refuse, startServer, type TestServer } from './testing/server.ts'
import { createTransport, type RequestRecord, type TransportOptions } from './transport.ts'

const token = { kind: 'token', token: 'steward@pve!main=00000000-0000-0000-0000-000000000000' } as const
const version = { version: '9.2.11', release: '9.2', repoid: 'x' }

function connect(servers: readonly TestServer[], options: Partial<TransportOptions> = {}) {
  const records: RequestRecord[] = []
  const transport = createTransport({
    endpoints: servers.map(({ endpoint }) => endpoint),
    onRequest: (record) => records.push(record),
    ...options,
  })
  onTestFinished(() => transport.close())
  return { transport, api: createApi(transport, token), records }
}

const failure = async (promise: Promise<unknown>): Promise<PveError> => {
  const error: unknown = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof PveError)) throw new Error(`no PveError but ${String(error)}`)
  return error
}

async function listen(handle: (socket: Socket) => void): Promise<number> {
  const server: Server = createServer(handle)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

describe('certificates', () => {
  it('sends not one byte to a server with another certificate, and says which one it saw', async () => {
    const server = await startServer('pve1', ok(version))
    const pinned = { ...server.endpoint, fingerprint: 'AA:'.repeat(31) + 'AA' }
    const { api, transport } = connect([], { endpoints: [pinned] })
    const error = await failure(api.call('version'))
    expect(error).toMatchObject({
      kind: 'certificate-changed',
      seenFingerprint: server.fingerprint,
      via: 'pve1',
      retryable: false,
    })
    const write = await failure(api.call('userDelete', { userid: 'a@pve' }))
    expect(write.kind).toBe('certificate-changed')
    await transport.close()
    await server.stop()
    expect(server.bytes()).toBe(0)
    expect(server.seen).toHaveLength(0)
  })

  it('accepts each endpoint’s own pin and keeps connections', async () => {
    const [one, two] = [await startServer('pve1', ok(version)), await startServer('pve2', ok(version))]
    const { api } = connect([one, two])
    expect((await api.call('version', {}, { via: 'pve1' })).via).toBe('pve1')
    expect((await api.call('version', {}, { via: 'pve2' })).via).toBe('pve2')
    expect(one.seen).toHaveLength(1)
  })

  it('without a pin trusts only what the system trusts', async () => {
    const server = await startServer('pve1', ok(version))
    const { api, transport } = connect([], { endpoints: [{ ...server.endpoint, fingerprint: null }] })
    expect(await failure(api.call('version'))).toMatchObject({ kind: 'certificate-untrusted' })
    await transport.close()
    await server.stop()
    expect(server.bytes()).toBe(0)
  })

  it('refuses endpoints that are not hosts', () => {
    for (const host of ['http://pve1', 'https://pve1', 'pve1/x', 'a@b', '', 'pve1:8006']) {
      expect(() => createTransport({ endpoints: [{ name: 'x', host, port: 8006, fingerprint: null }] })).toThrow(
        TypeError,
      )
    }
    expect(() =>
      createTransport({ endpoints: [{ name: 'x', host: 'pve1', port: 8006, fingerprint: 'AA:BB' }] }),
    ).toThrow(TypeError)
  })

  it('connects only to allowed addresses, literal or resolved', async () => {
    const server = await startServer('pve1', ok(version))
    for (const host of ['127.0.0.1', 'localhost']) {
      const { api } = connect([], { endpoints: [{ ...server.endpoint, host }], allowTarget: () => false })
      expect(await failure(api.call('version'))).toMatchObject({ kind: 'target-refused', retryable: false })
    }
    expect(server.seen).toHaveLength(0)
  })
})

describe('fail-over', () => {
  it('goes on to the next node, stays with the one that worked, and leaves a dead one alone', async () => {
    let clock = 1_000_000
    const [one, two] = [await startServer('pve1', ok(version)), await startServer('pve2', ok(version))]
    const { api, transport, records } = connect([one, two], { now: () => clock })
    expect((await api.call('version')).via).toBe('pve1')
    await one.stop()
    expect((await api.call('version')).via).toBe('pve2')
    expect((await api.call('version')).via).toBe('pve2')
    expect(records.map(({ via, status, error }) => [via, status ?? error])).toEqual([
      ['pve1', 200],
      ['pve1', 'unreachable'],
      ['pve2', 200],
      ['pve2', 200],
    ])
    await failure(api.call('version', {}, { via: 'pve1' }))
    expect(transport.health()[0]).toMatchObject({
      state: 'paused',
      pausedUntil: clock + 5_000,
      lastError: { kind: 'unreachable' },
    })
    const sent = records.length
    expect(await failure(api.call('version', {}, { via: 'pve1' }))).toMatchObject({
      kind: 'unreachable',
      retryable: true,
    })
    expect(records).toHaveLength(sent)
    clock += 5_000
    await failure(api.call('version', {}, { via: 'pve1' }))
    expect(records).toHaveLength(sent + 1)
    expect(transport.health()[0]?.pausedUntil).toBe(clock + 10_000)
  })

  it('may move a write when nothing was sent', async () => {
    const [one, two] = [await startServer('pve1'), await startServer('pve2', ok(null))]
    await one.stop()
    const { api } = connect([one, two])
    expect((await api.call('userDelete', { userid: 'a@pve' })).via).toBe('pve2')
  })

  it('never repeats a 401 or an error of PVE', async () => {
    const [one, two] = [
      await startServer('pve1', refuse(401, 'Authentication failed!')),
      await startServer('pve2', ok(version)),
    ]
    const { api, transport } = connect([one, two])
    expect(await failure(api.call('version'))).toMatchObject({
      kind: 'unauthorized',
      status: 401,
      reason: 'Authentication failed!',
    })
    one.answer = refuse(595, 'No route to host')
    expect(await failure(api.call('nodeStatus', { node: 'pve3' }))).toMatchObject({
      kind: 'node-unreachable',
      via: 'pve1',
      retryable: true,
    })
    expect(two.seen).toHaveLength(0)
    expect(transport.health()[0]?.state).toBe('ok')
  })

  it('asks another node when the asked one is itself unable', async () => {
    const [one, two] = [await startServer('pve1', refuse(595, 'Connection refused')), await startServer('pve2', ok([]))]
    const { api } = connect([one, two])
    expect((await api.call('clusterStatus')).via).toBe('pve2')
  })

  it('sends a read once more when the connection died, a write never', async () => {
    const server = await startServer('pve1', (_, __, request) => request.socket.destroy())
    const { api } = connect([server])
    expect(await failure(api.call('version'))).toMatchObject({ kind: 'reset', retryable: true })
    expect(server.seen).toHaveLength(2)
    expect(await failure(api.call('userDelete', { userid: 'a@pve' }))).toMatchObject({
      kind: 'reset',
      retryable: false,
    })
    expect(server.seen).toHaveLength(3)
    let count = 0
    server.answer = (seen, response, request) =>
      count++ === 0 ? request.socket.destroy() : ok(version)(seen, response, request)
    expect((await api.call('version')).data.release).toBe('9.2')
  })

  it('keeps health when endpoints are renamed, and forgets it with another pin', async () => {
    const server = await startServer('127.0.0.1', ok(version))
    const { api, transport } = connect([server])
    await api.call('version')
    transport.update([{ ...server.endpoint, name: 'pve1' }])
    expect(transport.health()).toMatchObject([{ name: 'pve1', state: 'ok' }])
    expect((await api.call('version')).via).toBe('pve1')
    transport.update([])
    expect(await failure(api.call('version'))).toMatchObject({ kind: 'unreachable' })
  })
})

describe('limits', () => {
  it('ends a call on the caller’s limit without blaming the endpoint', async () => {
    const server = await startServer('pve1', () => undefined)
    const { api, transport } = connect([server])
    expect(await failure(api.call('version', {}, { timeoutMs: 80 }))).toMatchObject({
      kind: 'timeout',
      retryable: true,
    })
    expect(await failure(api.call('userDelete', { userid: 'a@pve' }, { timeoutMs: 80 }))).toMatchObject({
      kind: 'timeout',
      retryable: false,
    })
    expect(transport.health()[0]).toMatchObject({ state: 'untried', lastError: { kind: 'timeout' } })
  })

  it('ends a reply that trickles for ever', async () => {
    const server = await startServer('pve1', (_, response) => {
      const timer = setInterval(() => response.write(' '), 10)
      response.on('close', () => clearInterval(timer))
    })
    const { api } = connect([server])
    expect(await failure(api.call('version', {}, { timeoutMs: 150 }))).toMatchObject({ kind: 'timeout' })
  })

  it('limits the time until a connection is there', async () => {
    const port = await listen((socket) => socket.on('error', () => undefined))
    const { api } = connect([], {
      endpoints: [{ name: 'mute', host: '127.0.0.1', port, fingerprint: null }],
      timeouts: { connectMs: 200 },
    })
    expect(await failure(api.call('version'))).toMatchObject({ kind: 'timeout', retryable: true })
  })

  it('cuts off a reply that is too long', async () => {
    const server = await startServer('pve1', ok('x'.repeat(100_000)))
    const { api } = connect([server], { maxReplyBytes: 50_000 })
    expect(await failure(api.call('version'))).toMatchObject({ kind: 'too-large' })
    expect(server.seen).toHaveLength(1)
  })

  it('is aborted by the caller, before and during the call', async () => {
    const server = await startServer('pve1', () => undefined)
    const { api, transport } = connect([server])
    expect(await failure(api.call('version', {}, { signal: AbortSignal.abort() }))).toMatchObject({ kind: 'aborted' })
    expect(server.seen).toHaveLength(0)
    expect(await failure(api.call('version', {}, { signal: AbortSignal.timeout(50) }))).toMatchObject({
      kind: 'aborted',
    })
    expect(transport.health()[0]?.lastError).toBeNull()
  })

  it('calls what does not speak HTTP or TLS by its name', async () => {
    const port = await listen((socket) => {
      socket.on('error', () => undefined)
      socket.end('SSH-2.0-OpenSSH_10.0\r\n')
    })
    const { api } = connect([], { endpoints: [{ name: 'ssh', host: '127.0.0.1', port, fingerprint: null }] })
    expect(await failure(api.call('version'))).toMatchObject({ kind: 'unreachable' })
    const server = await startServer('pve1', (_, __, request) => request.socket.end('what?\r\n\r\n'))
    expect(await failure(connect([server]).api.call('version'))).toMatchObject({ kind: 'bad-reply' })
  })
})
