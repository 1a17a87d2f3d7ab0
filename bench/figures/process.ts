import { readFileSync } from 'node:fs'
import { get } from 'node:http'
import { atMost, median, type Benchmark } from '../figure.ts'
import { startSteward, type RunningSteward } from '../steward-process.ts'
import { withWorld } from '../world.ts'

const minute = 60_000
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** From spawning the process to the first 200 on /readyz. */
export const startTime: Benchmark = {
  figures: ['start.ready-ms'],
  run: () =>
    withWorld('home-lab', async (simulator) => {
      const times: number[] = []
      for (let round = 0; round < 5; round += 1) {
        const start = performance.now()
        const steward = await startSteward(simulator)
        times.push(performance.now() - start)
        await steward.stop()
      }
      return [atMost('start.ready-ms', median(times), null, 'ms')]
    }),
}

/** The highest resident memory in five busy minutes with 5,000 guests and 200 streams. */
export const memory: Benchmark = {
  figures: ['memory.rss-mib'],
  run: () =>
    withWorld('large', async (simulator) => {
      const steward = await startSteward(simulator)
      const close = await openStreams(steward, 200)
      let highest = 0
      const until = Date.now() + 5 * minute
      while (Date.now() < until) {
        await wait(1000)
        highest = Math.max(highest, residentMib(steward.pid))
      }
      close()
      await steward.stop()
      return [atMost('memory.rss-mib', highest, 220, 'MiB')]
    }),
}

/**
 * What reaches PVE in a quiet five minutes without a browser, and how much more it is with 50 sessions of 5 people. All
 * at once, each with a world of its own, and in the same minutes after the start: what is read every ten minutes must
 * fall into all windows or into none.
 */
export const requests: Benchmark = {
  figures: ['pve.requests-per-minute', 'pve.requests-ratio-50-browsers'],
  async run() {
    const count = (browsers: number) =>
      withWorld('home-lab', async (simulator) => {
        const steward = await startSteward(simulator)
        const begin = Date.now()
        const close = await openPeople(steward, browsers)
        await wait(begin + 7 * minute - Date.now())
        const from = (await simulator.ask<{ total: number }>('/requests')).total
        await wait(5 * minute)
        const perMinute = ((await simulator.ask<{ total: number }>('/requests')).total - from) / 5
        close()
        await steward.stop()
        return perMinute
      })
    const [alone = 0, one = 0, fifty = 0] = await Promise.all([0, 1, 50].map(count))
    return [
      atMost('pve.requests-per-minute', alone, 60, '1/min'),
      atMost('pve.requests-ratio-50-browsers', fifty / one, 1.1),
    ]
  },
}

const people = ['root@pam', 'lena@pve', 'mia@pve', 'auditor@pve', 'nobody@pve']

/** Sessions of five people, each with an open page: its lists and its event stream. */
async function openPeople(steward: RunningSteward, sessions: number): Promise<() => void> {
  const closers: (() => void)[] = []
  for (let index = 0; index < sessions; index += 1) {
    // The sign-in is limited to twelve a minute and address.
    if (index > 0 && index % 10 === 0) await wait(minute + 1000)
    const cookie = await steward.cookie(people[index % people.length])
    for (const list of ['guests', 'nodes', 'storages', 'tasks'])
      await (await fetch(`${steward.url}/api/clusters/cluster/${list}`, { headers: { cookie } })).arrayBuffer()
    closers.push(stream(steward, cookie))
  }
  return () => closers.forEach((close) => close())
}

/** A session has room for 24 streams, and the sign-in is limited to twelve a minute and address. */
const streamsPerSession = 20

async function openStreams(steward: RunningSteward, count: number): Promise<() => void> {
  const closers: (() => void)[] = []
  let cookie = ''
  for (let index = 0; index < count; index += 1) {
    if (index % streamsPerSession === 0) cookie = await steward.cookie()
    closers.push(stream(steward, cookie))
  }
  return () => closers.forEach((close) => close())
}

function stream(steward: RunningSteward, cookie: string): () => void {
  const request = get(`${steward.url}/api/clusters/cluster/live`, { agent: false, headers: { cookie } }, (response) =>
    response.resume(),
  )
  request.on('error', () => undefined)
  return () => request.destroy()
}

function residentMib(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(found?.[1] ?? 0) / 1024
}
