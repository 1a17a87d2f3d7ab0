import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { endWithUs } from './end-with-us.ts'

export type SimulatedNode = { name: string; host: string; port: number; fingerprint: string; sshPort: number | null }
export type Ready = {
  control: string
  scenario: string
  nodes: SimulatedNode[]
  accounts: { username: string; password: string; totpSecret?: string; recoveryCodes?: string[] }[]
  readingToken: string
}
export type Simulator = Ready & {
  /** Speaks to the control port; throws with its answer when it refuses. */
  ask<T = unknown>(path: string, body?: unknown): Promise<T>
  event(type: string, values?: Record<string, unknown>): Promise<unknown>
  advance(seconds: number): Promise<unknown>
  stop(): Promise<void>
}

/** Starts the simulator as a process of its own, as every test, benchmark and the demo do. */
export async function startSimulator(args: readonly string[] = []): Promise<Simulator> {
  const script = join(import.meta.dirname, '../packages/pve-simulator/src/main.ts')
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  endWithUs(child)
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  let ready: Ready | null = null
  for await (const line of createInterface({ input: child.stdout })) {
    ready = parseReady(line)
    break
  }
  if (!ready) throw new Error(`the simulator did not start: ${complaint}`)
  const { control } = ready
  const ask = async <T>(path: string, body?: unknown): Promise<T> => {
    const response = await fetch(
      `${control}${path}`,
      body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    )
    const text = await response.text()
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`)
    return parseAs<T>(text)
  }
  return {
    ...ready,
    ask,
    event: (type, values) => ask('/event', { type, ...values }),
    advance: (seconds) => ask('/time/advance', { seconds }),
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** The control port is the simulator's own; callers name the shape they rely on. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const parseAs = <T>(text: string) => (text === '' ? undefined : JSON.parse(text)) as T
const parseReady = (line: string) => parseAs<Ready>(line)
