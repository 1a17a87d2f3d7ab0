import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * Finds a Chromium, or gets one: CHROMIUM_PATH, then one that is installed, then the system's package manager, then
 * Playwright's own download. Run as a program it makes sure that there is one; imported it only looks.
 */
const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable']
const macPaths = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The path of a browser that starts; null lets Playwright use its own. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | null {
  const given = env['CHROMIUM_PATH']
  if (given) {
    if (!isProgram(given))
      throw new Error(`CHROMIUM_PATH is ${given}, which is not a program. Set it to a Chromium, or leave it out.`)
    return given
  }
  const onPath = (env['PATH'] ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [...onPath, ...macPaths].find((file) => isProgram(file) && starts(file)) ?? null
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Ubuntu's chromium is a stub that only tells about snap: so it is asked for its version. */
const starts = (file: string) => spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0

function isDebian(): boolean {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
}

function run(command: string, args: readonly string[]): boolean {
  console.log(`$ ${command} ${args.join(' ')}`)
  return (
    spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
      .status === 0
  )
}

function installWithApt(): boolean {
  const install = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']
  return run('apt-get', install) || (run('apt-get', ['update']) && run('apt-get', install))
}

/** Playwright's own Chromium, if it was downloaded earlier or can be now. */
const downloadOwn = () =>
  run(process.execPath, [
    join(import.meta.dirname, 'node_modules/@playwright/test/cli.js'),
    'install',
    '--with-deps',
    'chromium',
  ]) ||
  run(process.execPath, [join(import.meta.dirname, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium'])

function main() {
  if (findBrowser() !== null) return
  const asRoot = process.getuid?.() === 0
  if (asRoot && isDebian() && installWithApt() && findBrowser() !== null) return
  if (downloadOwn()) return
  console.error(
    '\nNo Chromium could be found or installed. Install one (for example: sudo apt-get install chromium) or set CHROMIUM_PATH, and try again.\n',
  )
  process.exit(1)
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) main()
