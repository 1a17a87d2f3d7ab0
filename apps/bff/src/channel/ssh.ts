import { createHash } from 'node:crypto'
import { isIP, connect as connectSocket, type Socket } from 'node:net'
import { cleanText, ConnectFailure, guardedLookup } from '@steward/pve-client'
import ssh2, { type Client, type ClientChannel } from 'ssh2'
import { allowTarget } from '../services/targets.ts'

export type SshAddress = { host: string; port: number }
export type SshTarget = SshAddress & {
  user: string
  /** OpenSSH's own form; ssh2 reads no PKCS#8 of this kind. */
  privateKey: string
  /** `SHA256:…` as `ssh-keygen -l` prints it. Another key ends the connection before anybody signs in. */
  hostKey: string
}

export type SshFailureKind = 'unreachable' | 'refused-address' | 'host-key-changed' | 'key-refused' | 'lost' | 'timeout'

/** `sent`: the command may have reached the node, so whether it was done is open. */
export class SshFailure extends Error {
  override readonly name = 'SshFailure'
  readonly kind: SshFailureKind
  readonly sent: boolean
  /** With `host-key-changed`: the key that was shown. */
  readonly seen: string | null

  constructor(kind: SshFailureKind, message: string, { sent = false, seen = null as string | null } = {}) {
    super(message)
    this.kind = kind
    this.sent = sent
    this.seen = seen
  }
}

/** What came of a command. */
export type SshEnd = {
  /** null when a signal ended it. */
  status: number | null
  /** Both outputs in the order in which they came, made safe to show; hostile input. */
  output: string
  /** SHA-256 of the output as it came. */
  digest: string
  /** There was more than is kept. */
  cut: boolean
}
export type SshOptions = { input?: string | null; timeoutMs?: number; env?: Record<string, string> }

export type SshSession = {
  /** For what is tried and must be refused. */
  client: Client
  exec(command: string, options?: SshOptions): Promise<SshEnd>
  close(): void
}

const connectMs = 8_000
const answerMs = 30_000
/** The dispatcher sends 64 KiB at most; what sends more is something else, and is hung up on. */
const keptBytes = 64 * 1024
const mostBytes = 4 * keptBytes

export const fingerprintOf = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`

/** The key that an address shows. Nobody signs in; the connection ends when the key is seen. */
export async function lookAtHostKey(address: SshAddress): Promise<string> {
  const target = { ...address, user: 'root', privateKey: '', hostKey: '' }
  try {
    const session = await openSsh(target)
    session.close()
  } catch (error) {
    if (error instanceof SshFailure && error.seen !== null) return error.seen
    throw error
  }
  throw new SshFailure('unreachable', 'the server showed no key')
}

/**
 * Opens a connection to exactly the server whose key is pinned and signs in with Steward's own key.
 * An agent is given to try whether the server would use it.
 *
 * @throws SshFailure, never with `sent`.
 */
export async function openSsh(target: SshTarget, agent: ssh2.BaseAgent | null = null): Promise<SshSession> {
  const socket = await openSocket(target)
  const client = new ssh2.Client()
  let seen: string | null = null
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => fail(new SshFailure('timeout', 'no sign-in within the time limit')), connectMs)
    function fail(failure: SshFailure) {
      clearTimeout(timer)
      client.destroy()
      socket.destroy()
      reject(failure)
    }
    client.once('ready', () => {
      clearTimeout(timer)
      resolve()
    })
    client.on('error', (error) => fail(failureOf(error, target, seen)))
    client.once('close', () => fail(failureOf(new Error('the connection was closed'), target, seen)))
    client.connect({
      sock: socket,
      username: target.user,
      authHandler: target.privateKey === '' ? [] : ['publickey'],
      readyTimeout: connectMs,
      algorithms: { serverHostKey: ['ssh-ed25519'] },
      hostVerifier: (key: Buffer) => {
        seen = fingerprintOf(key)
        return seen === target.hostKey
      },
      ...(target.privateKey !== '' && { privateKey: target.privateKey }),
      ...(agent && { agent, agentForward: true }),
    })
  })
  return {
    client,
    exec: (command, options) => exec(client, command, options ?? {}),
    close() {
      client.end()
      // A server that does not hang up must not keep the connection.
      setTimeout(() => socket.destroy(), 1000).unref()
    },
  }
}

/** One command over a connection of its own. */
export async function runOverSsh(target: SshTarget, command: string, options: SshOptions = {}): Promise<SshEnd> {
  const session = await openSsh(target)
  try {
    return await session.exec(command, options)
  } finally {
    session.close()
  }
}

function openSocket({ host, port }: SshAddress): Promise<Socket> {
  if (isIP(host) && !allowTarget(host))
    return Promise.reject(new SshFailure('refused-address', 'connections to this address are not allowed'))
  return new Promise((resolve, reject) => {
    const socket = connectSocket({ host, port, lookup: guardedLookup(allowTarget) })
    const timer = setTimeout(() => {
      socket.destroy()
      reject(new SshFailure('unreachable', 'no connection within the time limit'))
    }, connectMs)
    socket.once('error', (error) => {
      clearTimeout(timer)
      const refused = error instanceof ConnectFailure && error.kind === 'target-refused'
      reject(new SshFailure(refused ? 'refused-address' : 'unreachable', cleanText(error.message, 300)))
    })
    socket.once('connect', () => {
      clearTimeout(timer)
      // The protocol is many small questions and answers.
      socket.setNoDelay(true)
      resolve(socket)
    })
  })
}

function failureOf(error: Error & { level?: string }, target: SshTarget, seen: string | null): SshFailure {
  const words = cleanText(error.message, 300)
  if (seen !== null && seen !== target.hostKey)
    return new SshFailure('host-key-changed', 'the server shows another key', { seen })
  if (error.level === 'client-authentication') return new SshFailure('key-refused', words)
  return new SshFailure('unreachable', words)
}

function exec(client: Client, command: string, { input = null, timeoutMs = answerMs, env }: SshOptions) {
  return new Promise<SshEnd>((resolve, reject) => {
    const timer = setTimeout(() => fail('timeout', 'no answer within the time limit'), timeoutMs)
    const hungUp = () => fail('lost', 'the connection broke off')
    client.once('close', hungUp)
    function done() {
      clearTimeout(timer)
      client.off('close', hungUp)
    }
    function fail(kind: SshFailureKind, message: string) {
      done()
      client.destroy()
      // The request may have arrived although no answer did.
      reject(new SshFailure(kind, message, { sent: true }))
    }
    try {
      client.exec(command, env ? { env } : {}, (error, stream) => {
        if (error) {
          done()
          return reject(new SshFailure('lost', cleanText(error.message, 300)))
        }
        void collect(stream, () => fail('lost', 'it sent more than any command does')).then((end) => {
          done()
          if (end) resolve(end)
          else reject(new SshFailure('lost', 'the connection broke off', { sent: true }))
        })
        stream.end(input ?? '')
      })
    } catch (error) {
      done()
      reject(new SshFailure('lost', error instanceof Error ? error.message : String(error)))
    }
  })
}

/** null when the stream ended without telling how the command did. */
function collect(stream: ClientChannel, flooded: () => void): Promise<SshEnd | null> {
  const chunks: Buffer[] = []
  let kept = 0
  let seen = 0
  const take = (chunk: Buffer) => {
    seen += chunk.length
    if (seen > mostBytes) return flooded()
    const part = chunk.subarray(0, Math.max(0, keptBytes - kept))
    kept += part.length
    chunks.push(part)
  }
  stream.on('data', take)
  stream.stderr.on('data', take)
  return new Promise((resolve) => {
    let ended: { status: number | null } | null = null
    stream.on('exit', (status: number | null) => (ended = { status }))
    stream.on('error', () => resolve(null))
    stream.on('close', () => {
      const bytes = Buffer.concat(chunks)
      resolve(
        ended && {
          ...ended,
          output: cleanText(bytes.toString('utf8'), keptBytes),
          digest: createHash('sha256').update(bytes).digest('hex'),
          cut: seen >= keptBytes,
        },
      )
    })
  })
}
