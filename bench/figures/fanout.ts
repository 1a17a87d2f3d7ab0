import { spawn } from 'node:child_process'
import { get } from 'node:http'
import { join } from 'node:path'
import { atMost, median, type Benchmark } from '../figure.ts'

const streams = 200
const rounds = 15

/** Publishing one patch to 200 streams: our hub against a bare server that writes the same bytes to each. */
export const fanout: Benchmark = {
  figures: ['live.fanout-ratio'],
  async run() {
    const ours = await open('hub')
    const bare = await open('bare')
    const times = { ours: [] as number[], bare: [] as number[] }
    for (let round = 0; round < rounds; round += 1) {
      times.ours.push(await ours.publish())
      times.bare.push(await bare.publish())
    }
    ours.stop()
    bare.stop()
    return [atMost('live.fanout-ratio', median(times.ours) / median(times.bare), 2)]
  },
}

async function open(kind: 'hub' | 'bare') {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../fanout-server.ts'), kind], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines: ((line: string) => void)[] = []
  child.stdout.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString().trim().split('\n')) lines.shift()?.(line)
  })
  const next = () => new Promise<string>((done) => lines.push(done))
  const url = await next()
  const received: { at: number; left: number }[] = []
  await Promise.all(
    Array.from(
      { length: streams },
      () =>
        new Promise<void>((opened, failed) => {
          const state = { at: 0, left: 0 }
          received.push(state)
          get(url, { agent: false }, (response) => {
            let greeted = false
            response.on('data', (chunk: Buffer) => {
              if (!greeted) {
                greeted = true
                opened()
                return
              }
              state.left -= chunk.length
              if (state.left <= 0) state.at = now()
            })
          }).on('error', failed)
        }),
    ),
  )
  return {
    /** Milliseconds from publishing until the last byte is at the slowest stream. */
    async publish(): Promise<number> {
      const announced = next()
      child.stdin.write('size\n')
      const size = Number(await announced)
      for (const state of received) Object.assign(state, { at: 0, left: size })
      const published = next()
      child.stdin.write('go\n')
      const start = Number(await published)
      while (received.some((state) => state.at === 0)) await new Promise((done) => setTimeout(done, 1))
      return Math.max(...received.map((state) => state.at)) - start
    },
    stop: () => child.kill('SIGTERM'),
  }
}

/** Wall time with fractions, comparable between processes of one machine. */
const now = () => performance.timeOrigin + performance.now()
