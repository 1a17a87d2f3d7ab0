import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startSimulator } from '../../tools/start-simulator.ts'
import { atLeast, atMost, median, type Benchmark } from '../figure.ts'
import { startSteward } from '../steward-process.ts'

const run = promisify(execFile)
const rounds = 5
const seconds = 4

/** Our list of 5,000 guests against a bare Fastify route that sends the same bytes; load from a process of its own. */
export const guests: Benchmark = {
  figures: ['guests.throughput-ratio', 'guests.p99-ratio'],
  async run() {
    const simulator = await startSimulator(['--scenario', 'large'])
    const steward = await startSteward(simulator)
    const cookie = await steward.cookie()
    const list = `${steward.url}/api/clusters/cluster/guests`
    const body = Buffer.from(await (await fetch(list, { headers: { cookie } })).arrayBuffer())
    // The snapshot must stand still: without a PVE nothing changes.
    await simulator.stop()
    const bare = await startBare(body)
    const ours: Load[] = []
    const theirs: Load[] = []
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await load(list, cookie))
      theirs.push(await load(bare.url, cookie))
    }
    bare.stop()
    await steward.stop()
    const ratio = (pick: (load: Load) => number) => median(ours.map(pick)) / median(theirs.map(pick))
    return [
      atLeast(
        'guests.throughput-ratio',
        ratio((item) => item.perSecond),
        0.6,
      ),
      atMost(
        'guests.p99-ratio',
        ratio((item) => item.p99),
        3,
      ),
    ]
  },
}

type Load = { perSecond: number; p99: number }

async function load(url: string, cookie: string): Promise<Load> {
  const cannon = createRequire(import.meta.url).resolve('autocannon')
  const { stdout } = await run(
    process.execPath,
    [cannon, '-c', '20', '-d', String(seconds), '-j', '-H', `cookie=${cookie}`, url],
    { maxBuffer: 1e8 },
  )
  const report: { requests: { average: number }; latency: { p99: number }; non2xx: number } = JSON.parse(stdout)
  if (report.non2xx > 0) throw new Error(`${url}: ${report.non2xx} answers were refused`)
  return { perSecond: report.requests.average, p99: report.latency.p99 }
}

async function startBare(body: Buffer): Promise<{ url: string; stop(): void }> {
  const file = join(mkdtempSync(join(tmpdir(), 'steward-bare-')), 'body.json')
  writeFileSync(file, body)
  const child = spawn(process.execPath, [join(import.meta.dirname, '../bare-server.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((done) =>
    child.stdout.once('data', (chunk: Buffer) => done(chunk.toString().trim())),
  )
  return { url, stop: () => child.kill('SIGTERM') }
}
