import type { ChannelProbe } from '@steward/contracts'
import { cleanText } from '@steward/pve-client'
import { commandWords, type ShellCommand } from '@steward/runbooks'
import ssh2, { type Client } from 'ssh2'
import { dispatcherDigest, refusedStatus, timedOutStatuses } from './dispatcher.ts'
import { openSsh, SshFailure, type SshSession, type SshTarget } from './ssh.ts'

/** An agent that holds nothing: asking to forward it is what is tried. */
class EmptyAgent extends ssh2.BaseAgent {
  override getIdentities(cb: (error?: Error | null, keys?: ssh2.KnownPublicKeys) => void) {
    cb(null, [])
  }
  override sign(_key: unknown, _data: Buffer, options: unknown, cb?: ssh2.SignCallback) {
    const answer = typeof options === 'function' ? options : cb
    answer?.(new Error('this agent holds no key'))
  }
}

const line = (command: ShellCommand) => commandWords(command).join(' ')
const harmless = line({ name: 'service-state', service: 'pveproxy' })

/**
 * Commands that must be refused. They do no harm where they are not: it is just then that they would run. The first
 * that is not refused ends the proof.
 */
const unlisted: readonly string[] = [
  'id',
  'sh',
  'sh -c id',
  '/usr/bin/id',
  'pvecm status;id',
  'pvecm status && id',
  'pvecm status\nid',
  'pvecm status $(id)',
  'pvecm status --help',
  ' pvecm status',
  'systemctl is-active ssh',
  'cat /etc/hostname',
  'cat /etc/network/../hostname',
  'qm unlock 1',
  'scp -f /etc/hostname',
]

/** Each answers the words of the refusal, or null when it was granted. */
const openings: Readonly<Record<string, (client: Client, target: SshTarget) => Promise<string | null>>> = {
  shell: (client) =>
    asked((done) =>
      client.shell(false, (error, stream) => {
        if (error) return done(error)
        stream.on('exit', (status: number | null) =>
          done(status === refusedStatus ? new Error(`exit status ${status}`) : null),
        )
        stream.resume().end('id\n')
      }),
    ),
  terminal: (client) => asked((done) => client.exec(harmless, { pty: true }, done)),
  'agent-forwarding': (client) => asked((done) => client.exec(harmless, done)),
  'x11-forwarding': (client) => asked((done) => client.exec(harmless, { x11: true }, done)),
  sftp: (client) => asked((done) => client.sftp(done)),
  // To the SSH server itself, which is certainly there. "Connection refused" would be the other end's word, not a refusal.
  'port-forwarding': (client, { port }) =>
    asked((done) =>
      client.forwardOut('127.0.0.1', 0, '127.0.0.1', port, (error) =>
        done(error && 'reason' in error && error.reason === prohibited ? error : null),
      ),
    ),
  'listening-port': (client) => asked((done) => client.forwardIn('127.0.0.1', 0, done)),
}

const openingMs = 10_000
/** SSH_OPEN_ADMINISTRATIVELY_PROHIBITED (RFC 4254, 5.1). */
const prohibited = 1

function asked(ask: (done: (error?: Error | null) => void) => void): Promise<string | null> {
  return new Promise((resolve) => {
    // What is neither granted nor refused is not proven to be refused.
    const timer = setTimeout(() => resolve(null), openingMs)
    ask((error) => {
      clearTimeout(timer)
      resolve(error ? cleanText(error.message, 200) : null)
    })
  })
}

/**
 * Proves on the node itself that the listed commands can be run and that nothing else can: other commands, a shell, a
 * terminal, files, forwarded ports, agents and displays, and variables of the environment.
 *
 * @throws SshFailure when the connection cannot be opened.
 */
export async function proveChannel(target: SshTarget): Promise<ChannelProbe[]> {
  const probes: ChannelProbe[] = []
  const holds = (probe: ChannelProbe) => {
    probes.push(probe)
    return probe.ok
  }
  const session = await openSsh(target)
  try {
    if (!holds(await sameDispatcher(session, 'dispatcher', {}))) return probes
    for (const command of [harmless, line({ name: 'pvecm-status' })]) holds(await works(session, command))
    for (const command of unlisted) if (!holds(await refuses(session, command))) return probes
    const env = { PATH: '/nonexistent', LC_ALL: 'C.UTF-8', LD_PRELOAD: '/nonexistent', STEWARD: '1' }
    holds(await sameDispatcher(session, 'environment', env))
  } finally {
    session.close()
  }
  for (const [what, open] of Object.entries(openings)) holds(await isShut(target, what, open))
  return probes
}

/** The file on the node is this Steward's own, to the byte. */
async function sameDispatcher(session: SshSession, what: string, env: Record<string, string>): Promise<ChannelProbe> {
  const { status, output } = await session.exec(line({ name: 'dispatcher-digest' }), { env })
  return { what, expects: 'works', ok: status === 0 && output.startsWith(dispatcherDigest), words: shown(output) }
}

/** Refused; not found; ended by the time limit. */
const notRun = new Set([refusedStatus, 127, ...timedOutStatuses])

/** Its answer may be "no": a node without a cluster has no votes. What counts is that it was run. */
async function works(session: SshSession, command: string): Promise<ChannelProbe> {
  const { status, output } = await session.exec(command)
  const ok = status !== null && !notRun.has(status)
  return { what: command, expects: 'works', ok, words: shown(output) }
}

async function refuses(session: SshSession, command: string): Promise<ChannelProbe> {
  const { status, output } = await session.exec(command)
  return { what: command, expects: 'refused', ok: status === refusedStatus, words: shown(output) }
}

/** On a connection of its own: a server may hang up on what it does not like. */
async function isShut(
  target: SshTarget,
  what: string,
  open: (client: Client, target: SshTarget) => Promise<string | null>,
): Promise<ChannelProbe> {
  const session = await openSsh(target, what === 'agent-forwarding' ? new EmptyAgent() : null)
  try {
    const words = await open(session.client, target)
    return { what, expects: 'refused', ok: words !== null, words: words ?? '' }
  } catch (error) {
    if (error instanceof SshFailure) throw error
    return { what, expects: 'refused', ok: false, words: error instanceof Error ? cleanText(error.message, 200) : '' }
  } finally {
    session.close()
  }
}

const shown = (output: string) => output.slice(0, 300)
