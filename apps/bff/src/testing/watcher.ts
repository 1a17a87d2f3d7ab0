import type { Observed, Profile } from '@steward/diagnostics'
import { createApi, createTransport, signIn, type PveApi } from '@steward/pve-client'
import { emptyPicture, type Picture } from '@steward/snapshot'
import { startSimulator, type Simulator } from '../../../../tools/start-simulator.ts'
import { seconds, systemClock, type Clock } from '../clock.ts'
import { judgeOnce, type Judgement } from '../diagnosis/judge-once.ts'
import { nothingObserved, observe } from '../diagnosis/observe.ts'
import type { Source } from '../diagnosis/parts.ts'
import { readOnce } from '../readers/read-once.ts'

/** Somebody who looks at a simulated world now and then, and remembers between two looks what Steward remembers. */
export type Watcher = {
  simulator: Simulator
  /** Reads everything, as of the time that the world has reached. */
  look(): Promise<Judge>
  /** Moves the world's time, and the watcher's with it. */
  wait(seconds: number): Promise<void>
  /** The API as root, on the first node. */
  root(): Promise<PveApi>
  end(): Promise<void>
}
export type Judge = (profile: Profile) => Judgement

export type WatchOptions = {
  scenario: string
  args?: readonly string[]
  /** Of how many nodes the address is known; left out: of all. */
  addresses?: number
}

export async function watch({ scenario, args = [], addresses }: WatchOptions): Promise<Watcher> {
  const simulator = await startSimulator(['--scenario', scenario, ...args])
  const transport = createTransport({ endpoints: simulator.nodes.slice(0, addresses) })
  const api = createApi(transport, { kind: 'token', token: simulator.readingToken })
  let aheadMs = 0
  const clock: Clock = { ...systemClock, now: () => systemClock.now() + aheadMs }
  let picture: Picture = emptyPicture
  let observed: Observed = nothingObserved
  return {
    simulator,
    async look() {
      const source: Source = await readOnce({ api, transport, clock, guests: 500, before: picture })
      const now = seconds(clock)
      const before = observed
      picture = source.picture()
      observed = observe(before, picture, now)
      return (profile) => judgeOnce(source, profile, now, before)
    },
    async wait(length) {
      await simulator.advance(length)
      aheadMs += length * 1000
    },
    async root() {
      const signed = await signIn(transport, { username: 'root', realm: 'pam', password: 'steward-demo' })
      if (signed.kind !== 'ticket') throw new Error('root is asked for a second factor')
      return createApi(transport, signed.auth)
    },
    async end() {
      await transport.close()
      await simulator.stop()
    },
  }
}
