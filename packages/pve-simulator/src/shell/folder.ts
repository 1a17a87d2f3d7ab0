import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { worldEvents } from '../control/world-events.ts'
import { UsageError } from '../options.ts'
import type { Node } from '../world/node.ts'
import type { World } from '../world/world.ts'
import { programs } from './programs.ts'

/** A simulated node's `/`: its programs ask the world, its files are written from the world before each command. */
export interface NodeFolder {
  /** The forced command. */
  readonly dispatcher: string
  /** Writes the files as they are in the world now. */
  fill(world: World, node: Node): void
  /** Takes over into the world what a command did to the files. */
  takeOver(world: World, node: Node): Promise<void>
  remove(): void
}

export interface FolderOptions {
  readonly node: string
  readonly control: string
  /** The real dispatcher's text. */
  readonly text: string
  /** The node's own public SSH key. */
  readonly hostKey: string
}

export function makeFolder({ node: name, control, text, hostKey }: FolderOptions): NodeFolder {
  const folder = mkdtempSync(join(tmpdir(), 'steward-simulated-node-'))
  const bin = join(folder, 'bin')
  const root = join(folder, 'root')
  const dispatcher = join(folder, 'dispatch')
  const write = (file: string, content: string, mode = 0o644) => {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
    chmodSync(file, mode)
  }
  const standIn = join(import.meta.dirname, 'stand-in.ts')
  for (const program of Object.keys(programs))
    write(
      join(bin, program),
      `#!/bin/sh\nexec '${process.execPath}' '${standIn}' '${control}' '${name}' '${program}' "$@"\n`,
      0o755,
    )
  write(join(bin, 'logger'), '#!/bin/sh\n', 0o755)
  // The real one, but for the two lines that say where programs and files lie.
  write(
    dispatcher,
    replaceOnce(replaceOnce(text, realPath, `PATH=${bin}:${realDirs}\n`), '\nroot=\n', `\nroot=${root}\n`),
    0o755,
  )
  write(join(root, 'usr/local/sbin/steward-dispatch'), text, 0o755)
  write(join(root, 'etc/ssh/ssh_host_ed25519_key.pub'), `${hostKey}\n`)
  write(
    join(root, 'etc/network/interfaces'),
    'auto lo\niface lo inet loopback\n\nauto vmbr0\niface vmbr0 inet manual\n',
  )
  write(
    join(root, 'etc/apt/sources.list.d/proxmox.sources'),
    'Types: deb\nURIs: http://download.proxmox.com/debian/pve\nSuites: trixie\nComponents: pve-no-subscription\n',
  )
  mkdirSync(join(root, 'var/backups'), { recursive: true })
  const corosync = join(root, 'etc/pve/corosync.conf')
  const nodes = join(root, 'etc/pve/nodes')
  let filled: string[] = []
  return {
    dispatcher,
    fill(world, node) {
      rmSync(join(root, 'etc/pve'), { recursive: true, force: true })
      if (world.cluster && node.member) write(corosync, corosyncText(world))
      filled = [...world.foldersOf(node)]
      for (const one of filled) {
        mkdirSync(join(nodes, one, 'qemu-server'), { recursive: true })
        for (const guest of world.guestsOn(one))
          write(
            join(nodes, one, guest.type === 'qemu' ? 'qemu-server' : 'lxc', `${guest.vmid}.conf`),
            Object.entries(guest.config)
              .map(([key, value]) => `${key}: ${value}\n`)
              .join(''),
          )
      }
    },
    async takeOver(world, node) {
      for (const ghost of filled)
        if (world.ghosts.has(ghost) && !existsSync(join(nodes, ghost)))
          await worldEvents['node-folder-remove']?.(world, { node: ghost })
      if (!world.cluster || !node.member || !existsSync(corosync)) return
      const version = Number(/config_version: (\d+)/.exec(readFileSync(corosync, 'utf8'))?.[1])
      if (version > world.cluster.version) world.cluster.version = version
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

const realDirs = '/usr/sbin:/usr/bin:/sbin:/bin'
const realPath = `PATH=${realDirs}\n`

function replaceOnce(text: string, from: string, to: string): string {
  if (text.split(from).length !== 2) throw new UsageError(`The dispatcher has no single line "${from.trim()}".`)
  return text.replace(from, to)
}

function corosyncText(world: World): string {
  const nodes = world
    .members()
    .map(
      (one) =>
        `  node {\n    name: ${one.name}\n    nodeid: ${one.id}\n    quorum_votes: ${one.votes}\n    ring0_addr: ${one.ip}\n  }\n`,
    )
  const { name, version } = world.cluster ?? { name: '', version: 0 }
  return [
    'logging {\n  debug: off\n  to_syslog: yes\n}\n\n',
    `nodelist {\n${nodes.join('')}}\n\n`,
    'quorum {\n  provider: corosync_votequorum\n}\n\n',
    `totem {\n  cluster_name: ${name}\n  config_version: ${version}\n  interface {\n    linknumber: 0\n  }\n`,
    '  ip_version: ipv4-6\n  link_mode: passive\n  secauth: on\n  version: 2\n}\n',
  ].join('')
}
