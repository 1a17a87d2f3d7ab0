import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ShellCommand } from '@steward/runbooks'
import { dispatcherPath, dispatcherText } from '../dispatcher.ts'

/**
 * A node to try the dispatcher on: a folder in place of `/`, and programs in place of PVE's that note how they were
 * called. The dispatcher is the real one but for the two lines that say where programs and files lie.
 */
export type FakeNode = {
  folder: string
  /** The forced command. */
  dispatcher: string
  root: string
  /** Each call of a stand-in: its name and words. */
  calls(): string[]
  syslog(): string
  write(path: string, text: string): void
  read(path: string): string
  has(path: string): boolean
  /** Gives a stand-in another body; `$0` and words are noted before. */
  program(name: string, body: string): void
  /** Changes the dispatcher's own text. */
  change(from: string, to: string): void
  forget(): void
  remove(): void
}

const programs = ['qm', 'pct', 'pvecm', 'fuser', 'systemctl', 'ssh-keygen', 'chronyc', 'timedatectl']

export const corosyncConf = `totem {
  cluster_name: house
  config_version: 3
}
nodelist {
  node {
    name: attic
    nodeid: 1
    quorum_votes: 1
    ring0_addr: 192.0.2.1
  }
}
`
export const interfaces = `auto lo\niface lo inet loopback\n`

export function fakeNode(): FakeNode {
  const folder = mkdtempSync(join(tmpdir(), 'steward-node-'))
  const bin = join(folder, 'bin')
  const root = join(folder, 'root')
  const callsFile = join(folder, 'calls')
  const logFile = join(folder, 'syslog')
  const dispatcher = join(folder, 'steward-dispatch')
  // Readable by a server that runs as somebody else.
  chmodSync(folder, 0o755)
  for (const made of [bin, root]) mkdirSync(made)
  const script = (file: string, text: string) => {
    writeFileSync(file, text)
    chmodSync(file, 0o755)
  }
  const node: FakeNode = {
    folder,
    dispatcher,
    root,
    calls: () => (existsSync(callsFile) ? readFileSync(callsFile, 'utf8').split('\n').slice(0, -1) : []),
    syslog: () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''),
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    },
    read: (path) => readFileSync(join(root, path), 'utf8'),
    has: (path) => existsSync(join(root, path)),
    program: (name, body) =>
      script(join(bin, name), `#!/bin/sh\nprintf '%s\\n' "${name} $*" >>${callsFile}\n${body}\n`),
    change(from, to) {
      const text = readFileSync(dispatcher, 'utf8')
      if (!text.includes(from)) throw new Error(`the dispatcher has no "${from}"`)
      script(dispatcher, text.replace(from, to))
    },
    forget: () => rmSync(callsFile, { force: true }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
  script(dispatcher, dispatcherText)
  node.change('PATH=/usr/sbin:/usr/bin:/sbin:/bin\n', `PATH=${bin}:/usr/bin:/bin\n`)
  node.change('\nroot=\n', `\nroot=${root}\n`)
  for (const name of programs) node.program(name, `echo "${name} says hello"`)
  script(join(bin, 'logger'), `#!/bin/sh\nprintf '%s\\n' "$*" >>${logFile}\n`)
  node.write(dispatcherPath, dispatcherText)
  node.write('/etc/pve/corosync.conf', corosyncConf)
  node.write('/etc/network/interfaces', interfaces)
  node.write('/etc/apt/sources.list.d/pve.sources', 'URIs: http://download.proxmox.com/debian/pve\n')
  node.write('/etc/apt/auth.conf.d/secret.conf', 'password never-shown\n')
  node.write('/var/backups/.keep', '')
  return node
}

const digest = '0'.repeat(64)

/** At least one of each command. */
export const samples: { [N in ShellCommand['name']]: readonly Extract<ShellCommand, { name: N }>[] } = {
  'guest-unlock': [
    { name: 'guest-unlock', kind: 'qemu', vmid: 100 },
    { name: 'guest-unlock', kind: 'lxc', vmid: 999_999_999 },
  ],
  'container-unmount': [{ name: 'container-unmount', vmid: 108 }],
  'lock-holders': [
    { name: 'lock-holders', kind: 'qemu', vmid: 101 },
    { name: 'lock-holders', kind: 'lxc', vmid: 108 },
  ],
  'service-state': [{ name: 'service-state', service: 'pveproxy' }],
  'service-restart': [{ name: 'service-restart', service: 'pvestatd' }],
  'pvecm-status': [{ name: 'pvecm-status' }],
  'pvecm-nodes': [{ name: 'pvecm-nodes' }],
  'pvecm-expected': [{ name: 'pvecm-expected', votes: 1 }],
  'pvecm-delnode': [{ name: 'pvecm-delnode', node: 'pve-2' }],
  'pvecm-updatecerts': [{ name: 'pvecm-updatecerts' }, { name: 'pvecm-updatecerts', unmergeKnownHosts: true }],
  'qdevice-setup': [{ name: 'qdevice-setup', address: '192.0.2.9' }],
  'qdevice-remove': [{ name: 'qdevice-remove' }],
  'ghost-list': [{ name: 'ghost-list', node: 'gone' }],
  'ghost-remove': [{ name: 'ghost-remove', node: 'gone', digest }],
  'corosync-read': [{ name: 'corosync-read' }],
  'corosync-replace': [{ name: 'corosync-replace', digest, content: corosyncConf }],
  'interfaces-read': [{ name: 'interfaces-read' }],
  'interfaces-append': [{ name: 'interfaces-append', digest, content: 'auto vmbr1\n' }],
  'host-key': [{ name: 'host-key', type: 'ed25519' }],
  'known-host-key': [{ name: 'known-host-key', node: 'attic' }],
  'time-sources': [{ name: 'time-sources' }],
  'time-state': [{ name: 'time-state' }],
  'apt-sources': [{ name: 'apt-sources' }],
  'dispatcher-digest': [{ name: 'dispatcher-digest' }],
}
