import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, type Page } from '@playwright/test'
import { endWithUs } from '../tools/end-with-us.ts'
import { startSimulator, type Simulator } from '../tools/start-simulator.ts'

export { expect } from '@playwright/test'

export type Server = { url: string; output: () => string; stop(): Promise<void> }

/** Starts Steward by its own start command on a free port, with a data folder of its own. */
export async function startServer(
  env: Record<string, string>,
  dataDir = mkdtempSync(join(tmpdir(), 'steward-e2e-')),
): Promise<Server> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../apps/bff/src/main.ts')], {
    env: {
      PATH: process.env['PATH'] ?? '',
      STEWARD_PORT: '0',
      STEWARD_LOG_LEVEL: 'warn',
      STEWARD_DATA_DIR: dataDir,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  endWithUs(child)
  let output = ''
  const url = await new Promise<string>((settle, fail) => {
    const collect = (chunk: Buffer) => {
      output += chunk.toString()
      // The address comes first, the code that goes with it right after; a demo has none.
      const found = (
        env['STEWARD_DEMO_CONTROL_URL']
          ? /Steward is at (\S+)\n/
          : /Steward is at (\S+)\n[\s\S]*[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/
      ).exec(output)
      if (found?.[1]) settle(found[1])
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.once('exit', () => fail(new Error(`Steward ended: ${output}`)))
  })
  return {
    url,
    output: () => output,
    async stop() {
      await end(child)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function end(child: ChildProcess) {
  if (child.exitCode !== null) return
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  await gone
}

type World = {
  /** Which world the simulator plays; set with `test.use({ scenario })`. */
  scenario: string
  speed: number
  simulator: Simulator
  /** Steward in demo mode, connected to the simulator. */
  server: Server
  /** Signs in through the page and waits for the overview. */
  signIn: (page: Page, username?: string) => Promise<void>
}

export const test = base.extend<World>({
  scenario: ['home-lab', { option: true }],
  speed: [20, { option: true }],
  simulator: async ({ scenario, speed }, use) => {
    // As in the demo, each simulated node has an SSH server.
    const dispatcher = join(import.meta.dirname, '../apps/bff/src/channel/steward-dispatch.sh')
    const args = ['--scenario', scenario, '--speed', String(speed), '--dispatcher', dispatcher]
    const simulator = await startSimulator(args)
    await use(simulator)
    await simulator.stop()
  },
  server: async ({ simulator }, use) => {
    const server = await startServer({ STEWARD_DEMO_CONTROL_URL: simulator.control })
    await use(server)
    await server.stop()
  },
  baseURL: async ({ server }, use) => use(server.url),
  signIn: async ({ simulator }, use) => {
    await use(async (page, username = 'root@pam') => {
      const account = simulator.accounts.find((item) => item.username === username)
      const [user = '', realm = ''] = username.split('@')
      await page.goto('/sign-in')
      await page.getByLabel('User name').fill(user)
      await page.getByLabel('Realm').selectOption(realm)
      await page.getByLabel('Password').fill(account?.password ?? '')
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    })
  },
  // Every journey also proves that nothing breaks the content security policy and nothing is logged as an error.
  page: async ({ page }, use) => {
    const complaints: string[] = []
    await page.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', (event) =>
        console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`),
      ),
    )
    page.on('console', (message) => {
      // A refused request is logged by the browser itself; journeys that provoke one look at the page instead.
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    await use(page)
    base.expect(complaints).toEqual([])
  },
})
