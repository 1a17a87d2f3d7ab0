import { existsSync } from 'node:fs'
import { aptGet } from './apt-get.ts'

/**
 * Finds OpenSSH's server, which the tests of the node channel start on loopback, or gets it where it can: run as a
 * program by root on Debian. Imported it only looks.
 */
const places = ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/usr/bin/sshd']

export const findSshd = (): string | null => places.find((file) => existsSync(file)) ?? null

function main() {
  if (findSshd() !== null) return
  aptGet('openssh-server')
  if (findSshd() === null)
    console.error(
      '\nNo sshd could be found or installed. Install one, for example: sudo apt-get install openssh-server\n',
    )
  process.exitCode = findSshd() === null ? 1 : 0
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) main()
