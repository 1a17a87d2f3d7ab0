import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/**
 * Finds OpenSSH's server, which the tests of the node channel start on loopback, or gets it where it can: run as a
 * program by root on Debian. Imported it only looks.
 */
const places = ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/usr/bin/sshd']

export const findSshd = (): string | null => places.find((file) => existsSync(file)) ?? null

function run(command: string, args: readonly string[]): boolean {
  console.log(`$ ${command} ${args.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, args, { stdio: 'inherit', env }).status === 0
}

function main() {
  if (findSshd() !== null) return
  const isDebian = existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  const install = ['install', '-y', '--no-install-recommends', 'openssh-server']
  // Without its package lists a fresh container knows no package at all.
  if (isDebian && process.getuid?.() === 0 && !run('apt-get', install) && run('apt-get', ['update']))
    run('apt-get', install)
  if (findSshd() === null)
    console.error(
      '\nNo sshd could be found or installed. Install one, for example: sudo apt-get install openssh-server\n',
    )
  process.exitCode = findSshd() === null ? 1 : 0
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) main()
