import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** Installs a Debian package where that can be done (Debian, as root); each command is printed before it runs. */
export function aptGet(name: string): void {
  const isDebian = existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  if (!isDebian || process.getuid?.() !== 0) return
  const install = ['install', '-y', '--no-install-recommends', name]
  // Without its package lists a fresh container knows no package at all.
  if (!run(install) && run(['update'])) run(install)
}

function run(args: readonly string[]): boolean {
  console.log(`$ apt-get ${args.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync('apt-get', args, { stdio: 'inherit', env }).status === 0
}
