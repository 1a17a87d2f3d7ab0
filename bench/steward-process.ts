import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Simulator } from '../tools/start-simulator.ts'

export const root = join(import.meta.dirname, '..')

export type RunningSteward = {
  url: string
  pid: number
  cookie(username?: string): Promise<string>
  stop(): Promise<void>
}

/** Starts the product by its own start command, connected to the simulator with its reading token. */
export async function startSteward(simulator: Simulator): Promise<RunningSteward> {
  const dataDir = mkdtempSync(join(tmpdir(), 'steward-bench-'))
  const tokenFile = join(dataDir, 'token')
  writeFileSync(tokenFile, simulator.readingToken)
  const node = simulator.nodes[0]
  const child = spawn(process.execPath, startFlags(), {
    env: {
      ...process.env,
      STEWARD_PORT: '0',
      STEWARD_LOG_LEVEL: 'error',
      STEWARD_DATA_DIR: dataDir,
      STEWARD_PVE_URL: `https://${node?.host}:${node?.port}`,
      STEWARD_PVE_FINGERPRINT: node?.fingerprint ?? '',
      STEWARD_PVE_TOKEN_FILE: tokenFile,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await urlOf(child)
  await untilReady(url)
  return {
    url,
    pid: child.pid ?? 0,
    cookie: (username = 'root@pam') => signIn(url, simulator, username),
    async stop() {
      const gone = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      await gone
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** What `pnpm start` runs after the build, and what the container runs. */
export const startFlags = () => [
  '--max-semi-space-size=4',
  '--max-old-space-size=256',
  join(root, 'apps/bff/src/main.ts'),
]

async function urlOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no output')
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /Steward is at (\S+)/.exec(line)
    if (found?.[1]) {
      child.stdout.resume()
      return found[1]
    }
  }
  throw new Error('Steward did not start')
}

export async function untilReady(url: string) {
  for (let tries = 0; tries < 600; tries += 1) {
    const response = await fetch(`${url}/readyz`).catch(() => null)
    if (response?.ok) return
    await new Promise((done) => setTimeout(done, 25))
  }
  throw new Error('Steward did not become ready')
}

async function signIn(url: string, simulator: Simulator, username: string): Promise<string> {
  const account = simulator.accounts.find((item) => item.username === username)
  const [name, realm] = username.split('@')
  const response = await fetch(`${url}/api/session/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-steward': '1' },
    body: JSON.stringify({ cluster: 'cluster', username: name, realm, password: account?.password }),
  })
  if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`)
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}
