import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/**
 * The demo: a simulated home lab and Steward connected to it. Both end together, and the data folder is temporary.
 * Takes `--scenario NAME` and `--speed N` for the simulator; STEWARD_PORT chooses the port.
 */
const root = join(import.meta.dirname, '..')
const dataDir = mkdtempSync(join(tmpdir(), 'steward-demo-'))
const children: ChildProcess[] = []
let stopping = false

function stop(code: number) {
  if (stopping) return
  stopping = true
  for (const child of children) child.kill('SIGTERM')
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
  process.exitCode = code
  setTimeout(() => process.exit(code), 1500).unref()
}
process.on('SIGINT', () => stop(0))
process.on('SIGTERM', () => stop(0))

function start(script: string, args: readonly string[], env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [join(root, script), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  child.on('exit', (code) => stop(code ?? 1))
  return child
}

/** The simulator says on one line of JSON where it is. */
async function readyLine(child: ChildProcess): Promise<{ control: string }> {
  if (!child.stdout) throw new Error('the simulator has no output')
  for await (const line of createInterface({ input: child.stdout })) {
    const ready: unknown = JSON.parse(line)
    if (typeof ready === 'object' && ready !== null && 'control' in ready && typeof ready.control === 'string')
      return { control: ready.control }
  }
  throw new Error('the simulator ended before it was ready')
}

const dispatcher = join(root, 'apps/bff/src/channel/steward-dispatch.sh')
const simulator = start(
  'packages/pve-simulator/src/main.ts',
  ['--dispatcher', dispatcher, ...process.argv.slice(2)],
  {},
)
const { control } = await readyLine(simulator)
const steward = start('apps/bff/src/main.ts', [], {
  STEWARD_DATA_DIR: dataDir,
  STEWARD_DEMO_CONTROL_URL: control,
  STEWARD_LOG_LEVEL: process.env['STEWARD_LOG_LEVEL'] ?? 'warn',
})
steward.stdout?.on('data', (chunk: Buffer) => {
  process.stdout.write(chunk)
  if (chunk.includes('Steward is at'))
    console.log(
      '  This is a demo: everything in it is simulated. The sign-in page lists the accounts.\n  Ctrl-C ends it.\n',
    )
})
