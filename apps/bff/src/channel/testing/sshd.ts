import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { eventually } from '../../testing/steward.ts'
import { findSshd } from '../../../../../tools/find-sshd.ts'
import { channelCommands } from '../install.ts'
import { makeKeyPair } from '../keys.ts'
import { fingerprintOf, type SshTarget } from '../ssh.ts'
import type { FakeNode } from './node.ts'

/** Where STEWARD_REQUIRE wants it, a missing sshd is a failure and not a reason to skip. */
export const sshdIsHere = (): boolean => {
  if (findSshd() !== null) return true
  if ((process.env['STEWARD_REQUIRE'] ?? '').split(',').includes('sshd'))
    throw new Error('there is no sshd, and STEWARD_REQUIRE wants one: node tools/find-sshd.ts')
  process.stdout.write('skipped: there is no sshd (node tools/find-sshd.ts gets one)\n')
  return false
}

/** A real OpenSSH server on loopback, set up by the very commands that Steward shows. */
export type RealSshd = {
  target: SshTarget
  /** A key that root had before, without any limits. */
  ownKey: string
  /** The line in Steward's key file, written anew. */
  authorize(line: string): void
  publicKey: string
  /** What the shown commands put down, before their paths were bent to the folder of the test. */
  installed: { dispatcher: string; keys: string; dropIn: string }
  log(): string
  /** Starts it again on the same port with a host key of its own. */
  changeHostKey(): Promise<void>
  stop(): Promise<void>
}

type Place = { folder: string; port: number; user: string; config: string; ownKeys: string }

export async function startSshd(node: FakeNode): Promise<RealSshd> {
  const folder = join(node.folder, 'sshd')
  for (const made of ['', 'etc/ssh/sshd_config.d', 'usr/local/sbin']) mkdirSync(join(folder, made), { recursive: true })
  const user = userInfo().username
  const place = {
    folder,
    user,
    port: await freePort(),
    config: join(folder, 'sshd_config'),
    ownKeys: join(folder, 'own_keys'),
  }
  const steward = makeKeyPair('steward')
  const own = makeKeyPair('own')
  writeFileSync(place.ownKeys, `${own.publicKey}\n`)
  writeFileSync(place.config, configOf(place))
  let hostKey = newHostKey(folder)
  const installed = install(place, node, steward.publicKey)
  let log = ''
  const start = async () => {
    const child = spawn(findSshd() ?? '', ['-D', '-e', '-f', place.config], { stdio: ['ignore', 'ignore', 'pipe'] })
    child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()))
    await eventually(() => log.includes(`Server listening on 127.0.0.1 port ${place.port}`) || child.exitCode, 'sshd')
    if (child.exitCode !== null) throw new Error(`sshd did not start: ${log}`)
    return child
  }
  let child = await start()
  const sshd: RealSshd = {
    target: { host: '127.0.0.1', port: place.port, user, privateKey: steward.privateKey, hostKey },
    ownKey: own.privateKey,
    publicKey: steward.publicKey,
    installed,
    authorize: (line) => writeFileSync(join(folder, 'etc/ssh/steward_authorized_keys'), `${line}\n`),
    log: () => log,
    async changeHostKey() {
      await end(child)
      log = ''
      hostKey = newHostKey(folder)
      child = await start()
    },
    stop: () => end(child),
  }
  return sshd
}

const end = (child: ChildProcess) =>
  new Promise<void>((done) => {
    if (child.exitCode !== null) return done()
    child.once('exit', () => done())
    child.kill('SIGTERM')
  })

function configOf({ folder, port, ownKeys }: Place): string {
  // Debian's service makes this folder; sshd does not start as root without it.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  return [
    `Include ${folder}/etc/ssh/sshd_config.d/*.conf`,
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${folder}/host_key`,
    `AuthorizedKeysFile ${ownKeys}`,
    'PidFile none',
    // The folder of a test lies below /tmp, which everybody may write to.
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitRootLogin yes',
    'X11Forwarding yes',
    'AllowAgentForwarding yes',
    'AllowTcpForwarding yes',
    // More open than Debian's: what keeps these variables out must be the dispatcher.
    // Keeps bash from reading the start-up file of whoever runs the tests.
    'SetEnv SHLVL=2',
    'AcceptEnv LANG LC_* PATH ENV BASH_ENV TERM SECRET',
    'Subsystem sftp internal-sftp',
    'LogLevel VERBOSE',
    '',
  ].join('\n')
}

function newHostKey(folder: string): string {
  const pair = makeKeyPair('host')
  writeFileSync(join(folder, 'host_key'), pair.privateKey)
  chmodSync(join(folder, 'host_key'), 0o600)
  return fingerprintOf(Buffer.from(pair.publicKey.split(' ')[1] ?? '', 'base64'))
}

/** Runs the shown commands with their files below the test's folder, then bends the paths inside those files as well. */
function install({ folder, config, user, ownKeys }: Place, node: FakeNode, publicKey: string) {
  const shown = channelCommands(publicKey).install
  const script = shown
    .replace(/^(install -m \d+ \/dev\/stdin )/gm, `$1${folder}`)
    .replace('sshd -t && systemctl reload ssh', `${findSshd()} -t -f ${config}`)
    .replace('sshd -T -C user=root', `${findSshd()} -T -f ${config} -C user=root`)
  const { status, stderr } = spawnSync('sh', ['-e'], { input: script })
  if (status !== 0) throw new Error(`the shown commands failed: ${stderr.toString()}`)
  const files = {
    dispatcher: join(folder, 'usr/local/sbin/steward-dispatch'),
    keys: join(folder, 'etc/ssh/steward_authorized_keys'),
    dropIn: join(folder, 'etc/ssh/sshd_config.d/steward.conf'),
  }
  const read = (file: string) => readFileSync(file, 'utf8')
  const installed = { dispatcher: read(files.dispatcher), keys: read(files.keys), dropIn: read(files.dropIn) }
  writeFileSync(files.keys, installed.keys.replace('/usr/local/sbin/steward-dispatch', node.dispatcher))
  writeFileSync(
    files.dropIn,
    installed.dropIn
      .replace('Match User root', `Match User ${user}`)
      .replace('.ssh/authorized_keys .ssh/authorized_keys2', ownKeys)
      .replace('/etc/ssh/steward_authorized_keys', files.keys),
  )
  return installed
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
