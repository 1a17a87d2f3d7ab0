import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunPlan, RunReply } from '@steward/contracts'
import { startSimulator, type Simulator } from '../../../../tools/start-simulator.ts'
import {
  environmentOf,
  eventually,
  guestsOf,
  startSteward,
  type Browser,
  type TestSteward,
} from '../testing/steward.ts'

/** Steward beside a simulated world, with root signed in, for tests of runs. */
export type RunWorld = {
  simulator: Simulator
  steward: TestSteward
  root: Browser
  plan(runbook: string, input: unknown, browser?: Browser): Promise<RunPlan>
  start(runbook: string, input: unknown, more?: object): Promise<{ plan: RunPlan; id: number }>
  read(id: number): Promise<RunReply>
  /** Waits until it has ended or needs a person. */
  settled(id: number): Promise<RunReply>
  run(runbook: string, input: unknown, more?: object): Promise<RunReply>
  /** Ends Steward and starts it again on the same data; nobody is signed in then. */
  restart(): Promise<void>
  end(): Promise<void>
}

export const cluster = 'cluster'
export const params = { cluster }

let pressed = 0
export const pressKey = () => `press-${(pressed += 1).toString().padStart(6, '0')}`

export async function openWorld(scenario: string, speed = 20, more: readonly string[] = []): Promise<RunWorld> {
  const dispatcher = join(import.meta.dirname, '../channel/steward-dispatch.sh')
  const args = ['--speed', String(speed), '--scenario', scenario, '--dispatcher', dispatcher, ...more]
  const simulator = await startSimulator(args)
  const tokenFile = join(mkdtempSync(join(tmpdir(), 'steward-token-')), 'token')
  writeFileSync(tokenFile, simulator.readingToken)
  const env = environmentOf(simulator, tokenFile)

  const steward = await startSteward(env)
  const world: RunWorld = {
    simulator,
    steward,
    root: steward.browser(),
    plan: (runbook, input, browser = world.root) => browser.call('planRun', { params, body: { runbook, input } }),
    async start(runbook, input, more = {}) {
      const plan = await world.plan(runbook, input)
      const body = { runbook, input, hash: plan.hash, key: pressKey(), ...more }
      const { id } = await world.root.call('startRun', { params, body })
      return { plan, id }
    },
    read: (id) => world.root.call('readRun', { params: { cluster, run: String(id) } }),
    settled: (id) =>
      eventually(async () => {
        // Steward's time runs about as fast as the simulated one, so that its waits end with those of PVE.
        world.steward.clock.jump(1)
        const run = await world.read(id)
        return run.endedAt !== null || run.state === 'needs-attention' ? run : null
      }, `run ${id} to settle`),
    async run(runbook, input, more) {
      const { id } = await world.start(runbook, input, more)
      return world.settled(id)
    },
    async restart() {
      await world.steward.end(true)
      world.steward = await startSteward(env, world.steward.dataDir)
      world.root = world.steward.browser()
    },
    async end() {
      await world.steward.end()
      await simulator.stop()
    },
  }
  await world.root.signIn(cluster)
  await eventually(async () => (await guestsOf(world.root, cluster)).length > 0, 'the first reading')
  return world
}
