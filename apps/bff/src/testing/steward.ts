import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import type { ClusterFacts, CollectionReply, ErrorBody, GuestRow, RouteName } from '@steward/contracts'
import { routes } from '@steward/contracts'
import type { CallArgs, Reply } from '@steward/contracts/schemas'
import { pino } from 'pino'
import type { Simulator } from '../../../../tools/start-simulator.ts'
import { buildApp, type Steward } from '../app.ts'
import type { Clock } from '../clock.ts'
import { readConfig } from '../config.ts'
import { openDatabase } from '../store/database.ts'
import { openSeal } from '../store/seal.ts'

export type TestClock = Clock & { jump(seconds: number): void }

/** Real time with an offset that a test can move; waits are cut short so that loops come round soon. */
export function testClock(): TestClock {
  let offset = 0
  return {
    now: () => Date.now() + offset,
    jump: (seconds) => void (offset += seconds * 1000),
    sleep: (ms, signal) =>
      new Promise((done) => {
        if (signal?.aborted) return done()
        const timer = setTimeout(finish, Math.min(ms, 100))
        function finish() {
          clearTimeout(timer)
          signal?.removeEventListener('abort', finish)
          done()
        }
        signal?.addEventListener('abort', finish, { once: true })
      }),
  }
}

export type Browser = {
  /** Calls a route as a browser would; throws with the error's body when it is refused. */
  call<N extends Exclude<RouteName, 'live'>>(name: N, args?: CallArgs<N>): Promise<Reply<N>>
  refusal<N extends Exclude<RouteName, 'live'>>(name: N, args?: CallArgs<N>): Promise<ErrorBody & { status: number }>
  get(url: string): Promise<{ status: number; text: string }>
  signIn(cluster: string, username?: string, password?: string): Promise<unknown>
  cookie(): string
}

export type TestSteward = Steward & {
  dataDir: string
  clock: TestClock
  log: () => string
  browser(cookie?: string): Browser
  end(keepData?: boolean): Promise<void>
}

export async function startSteward(
  env: Record<string, string> = {},
  dataDir = mkdtempSync(join(tmpdir(), 'steward-test-')),
): Promise<TestSteward> {
  const clock = testClock()
  const config = readConfig({ STEWARD_DATA_DIR: dataDir, ...env })
  const lines: string[] = []
  const sink = new PassThrough()
  sink.on('data', (chunk: Buffer) => lines.push(chunk.toString()))
  const database = await openDatabase(dataDir)
  const steward = await buildApp({
    config,
    clock,
    log: pino({ level: 'debug' }, sink),
    database,
    seal: openSeal(dataDir, null),
    tls: null,
    webDir: null,
    build: 'test',
  })
  await steward.app.ready()
  return {
    ...steward,
    dataDir,
    clock,
    log: () => lines.join(''),
    browser: (cookie = '') => createBrowser(steward, cookie),
    async end(keepData = false) {
      await steward.close()
      if (!keepData) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** A Steward that is connected to the simulator with its reading token, as containers are. */
export function environmentOf(simulator: Simulator, tokenFile: string): Record<string, string> {
  const node = simulator.nodes[0]
  return {
    STEWARD_PVE_URL: `https://${node?.host}:${node?.port}`,
    STEWARD_PVE_FINGERPRINT: node?.fingerprint ?? '',
    STEWARD_PVE_TOKEN_FILE: tokenFile,
  }
}

let browsers = 0

function createBrowser(steward: Steward, initialCookie: string): Browser {
  // Each browser has an address of its own: the limit on sign-ins counts by address.
  browsers += 1
  const remoteAddress = `127.1.${Math.floor(browsers / 250)}.${(browsers % 250) + 1}`
  const [firstName = '', firstValue = ''] = initialCookie.split('=', 2)
  const jar = new Map(initialCookie === '' ? [] : [[firstName, firstValue] as const])
  const cookieHeader = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

  async function send(
    name: Exclude<RouteName, 'live'>,
    args: { params?: Record<string, string>; query?: Record<string, unknown>; body?: object } = {},
  ) {
    const route = routes[name]
    const path = route.path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(args.params?.[key] ?? ''))
    const query = new URLSearchParams(
      Object.entries(args.query ?? {}).map(([key, value]) => [key, String(value)] as [string, string]),
    ).toString()
    const response = await steward.app.inject({
      method: route.method,
      remoteAddress,
      url: query ? `${path}?${query}` : path,
      headers: { 'x-steward': '1', cookie: cookieHeader() },
      ...(args.body === undefined ? {} : { payload: args.body }),
    })
    for (const { name: cookie, value } of response.cookies) {
      if (value === '') jar.delete(cookie)
      else jar.set(cookie, value)
    }
    return response
  }

  const browser: Browser = {
    async call(name, args) {
      const response = await send(name, args)
      if (response.statusCode >= 400) throw new Error(`${name}: ${response.statusCode} ${response.body}`)
      return JSON.parse(response.body)
    },
    async refusal(name, args) {
      const response = await send(name, args)
      if (response.statusCode < 400) throw new Error(`${name} was not refused: ${response.body.slice(0, 300)}`)
      return { status: response.statusCode, ...JSON.parse(response.body) }
    },
    async get(url) {
      const response = await steward.app.inject({
        method: 'GET',
        url,
        remoteAddress,
        headers: { cookie: cookieHeader() },
      })
      return { status: response.statusCode, text: response.body }
    },
    signIn(cluster, username = 'root@pam', password = 'steward-demo') {
      const [name = '', realm = ''] = username.split('@')
      return browser.call('signIn', { body: { cluster, username: name, realm, password } })
    },
    cookie: () => cookieHeader(),
  }
  return browser
}

/** Waits until `look` answers something; the limit is generous because it is no measurement. */
export async function eventually<T>(
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  what: string,
): Promise<T> {
  for (let tries = 0; tries < 400; tries += 1) {
    const found = await look()
    if (found) return found
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`waited in vain for ${what}`)
}

export const guestsOf = async (browser: Browser, cluster: string): Promise<GuestRow[]> =>
  ((await browser.call('listGuests', { params: { cluster } })) as CollectionReply<GuestRow>).rows
export const factsOf = (browser: Browser, cluster: string): Promise<ClusterFacts> =>
  browser.call('readCluster', { params: { cluster } })
