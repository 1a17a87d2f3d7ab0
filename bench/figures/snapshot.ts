import { calls } from '@steward/pve-client'
import { assemble, diffRows, emptyPicture, type Picture, type RawResource } from '@steward/snapshot'
import { createView } from '../../apps/bff/src/live/views.ts'
import { allEyes } from '../../apps/bff/src/services/visibility.ts'
import { alternate, atMost, type Benchmark } from '../figure.ts'
import { resourcesText, withWorld } from '../world.ts'

const reply = calls.clusterResources.reply

/** Parsing, checking, normalising and comparing a reading of 5,000 guests against parsing its text alone. */
/** No findings: the figure is about the guests. */
const shown = (picture: Picture) => ({ ...picture, findings: new Map<string, never>() })

export const snapshotBuild: Benchmark = {
  figures: ['snapshot.build-ratio'],
  run: () =>
    withWorld('large', async (simulator) => {
      const text = await resourcesText(simulator)
      const changed = changeSome(text, 0.01)
      const first = build(text, 1000, emptyPicture)
      const { one, two } = alternate(
        () => diffRows(first.guests, build(changed, 1010, first).guests),
        () => JSON.parse(changed),
        25,
      )
      return [atMost('snapshot.build-ratio', one / two, 4)]
    }),
}

/** How large a patch is against the whole list: 50 changed guests, and all running guests after ten real seconds. */
export const liveBytes: Benchmark = {
  figures: ['live.tick-bytes-ratio', 'live.busy-tick-bytes-ratio'],
  run: () =>
    withWorld('large', async (simulator) => {
      let now = 1000
      let picture = emptyPicture
      const read = async () => {
        now += 10
        picture = build(await resourcesText(simulator), now, picture)
        return picture
      }
      await read()
      await simulator.advance(10)
      // Rates exist from the second reading on; settle them before anything is counted.
      await read()
      await simulator.advance(10)
      await read()
      const view = createView(allEyes, shown(picture), now, 1)
      const whole = view.bytes('guests').length
      const bytesOf = (next: Picture) =>
        view
          .update(shown(next), now)
          .filter((patch) => patch.collection === 'guests')
          .map((patch) => `data: ${JSON.stringify({ type: 'patch', ...patch })}\n\n`.length)
          .reduce((sum, length) => sum + length, 0)
      await simulator.advance(10)
      const busy = bytesOf(await read())
      const fifty = new Map(picture.guests)
      for (const [id, row] of [...fifty].slice(0, 50))
        fifty.set(id, { ...row, cpu: (row.cpu ?? 0) + 0.05, state: row.state === 'stopped' ? 'running' : 'stopped' })
      const tick = bytesOf({ ...picture, guests: fifty })
      return [
        atMost('live.tick-bytes-ratio', tick / whole, 0.03),
        atMost('live.busy-tick-bytes-ratio', busy / whole, 0.15),
      ]
    }),
}

function build(text: string, now: number, before: Picture): Picture {
  const parsed: { data: unknown } = JSON.parse(text)
  const resources: readonly RawResource[] = reply.parse(parsed.data)
  return assemble(
    {
      now,
      resources,
      status: null,
      tasks: null,
      ha: null,
      configNodes: null,
      qdevice: null,
      answers: [],
      nodeDetails: new Map(),
      guestConfigs: new Map(),
    },
    before,
  )
}

function changeSome(text: string, share: number): string {
  const parsed: { data: { type: string; cpu?: number; uptime?: number }[] } = JSON.parse(text)
  const every = Math.round(1 / share)
  parsed.data.forEach((row, index) => {
    if (index % every === 0 && row.cpu !== undefined)
      Object.assign(row, { cpu: row.cpu + 0.1, uptime: (row.uptime ?? 0) + 10 })
  })
  return JSON.stringify(parsed)
}
