import type { DemoInfo } from '@steward/contracts'
import { z } from 'zod'
import { AppError } from '../app-error.ts'
import { seconds, type Clock } from '../clock.ts'
import type { Registry } from '../clusters/registry.ts'
import type { StoredConnection } from '../store/connections.ts'
import { lookWithOwnEyes } from './eyes.ts'
import type { Sessions } from './sessions.ts'

const World = z.object({
  scenario: z.string(),
  scenarios: z.array(z.string()).default([]),
  nodes: z.array(
    z.object({
      name: z.string(),
      host: z.string(),
      port: z.number(),
      fingerprint: z.string(),
      sshPort: z.number().nullable().default(null),
    }),
  ),
  accounts: z.array(
    z.object({
      username: z.string(),
      password: z.string(),
      note: z.string(),
      totpSecret: z.string().optional(),
      recoveryCodes: z.array(z.string()).optional(),
    }),
  ),
  readingToken: z.string(),
})
type World = z.infer<typeof World>

/** The simulated world behind the demo: which scenario it plays, and how to change it. */
export type Demo = {
  info(): DemoInfo
  start(): Promise<void>
  choose(scenario: string): Promise<string>
  /** Where the simulated node's SSH server is. */
  sshAddress(cluster: string, node: string): { host: string; port: number } | null
}

export function createDemo(controlUrl: string, deps: { registry: Registry; sessions: Sessions; clock: Clock }): Demo {
  const { registry, sessions, clock } = deps
  let world: World | null = null

  async function ask(path: string, body?: unknown): Promise<World> {
    const init =
      body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const response = await fetch(`${controlUrl}${path}`, init)
    if (!response.ok) throw new AppError('scenario-unknown', `The simulator refused: ${response.status}`)
    return World.parse(await response.json())
  }

  const recordOf = (next: World): StoredConnection => ({
    id: next.scenario,
    name: next.scenario,
    createdAt: seconds(clock),
    reading: 'token',
    token: next.readingToken,
    madeReader: false,
    endpoints: next.nodes.map((node) => ({
      node: node.name,
      host: node.host,
      port: node.port,
      fingerprint: node.fingerprint,
      from: 'cluster' as const,
    })),
  })

  /** Each scenario is a cluster of its own; the simulator accepts the same tickets in all of them, so nobody has to sign in again. */
  async function enter(next: World) {
    const scenarios = next.scenarios.length > 0 ? next.scenarios : (world?.scenarios ?? [])
    const left = registry.all().filter((cluster) => cluster.record.id !== next.scenario)
    if (registry.find(next.scenario)) await registry.remove(next.scenario)
    const cluster = await registry.add(recordOf(next))
    for (const session of sessions.all()) {
      const holder = [...session.holders.values()].find((held) => held.auth !== null)
      if (!holder?.auth) continue
      session.holders.set(next.scenario, { ...holder, cluster: next.scenario })
      // Rights differ from world to world, and without them people would see nothing.
      await lookWithOwnEyes(cluster, holder.user, cluster.api(holder.auth), clock).catch(() => undefined)
    }
    for (const cluster of left) {
      await sessions.forgetCluster(cluster.record.id)
      await registry.remove(cluster.record.id)
    }
    world = { ...next, scenarios }
  }

  return {
    info: () => ({
      scenario: world?.scenario ?? '',
      scenarios: world?.scenarios ?? [],
      accounts: (world?.accounts ?? []).map(({ totpSecret, recoveryCodes, ...account }) => ({
        ...account,
        ...(totpSecret === undefined ? {} : { totpSecret }),
        ...(recoveryCodes === undefined ? {} : { recoveryCodes }),
      })),
    }),
    sshAddress(cluster, name) {
      const node = cluster === world?.scenario ? world.nodes.find((one) => one.name === name) : null
      return node?.sshPort ? { host: node.host, port: node.sshPort } : null
    },
    start: async () => enter(await ask('/state')),
    async choose(scenario) {
      if (!world?.scenarios.includes(scenario))
        throw new AppError('scenario-unknown', `There is no scenario "${scenario}".`)
      const next = await ask('/scenario', { name: scenario })
      await enter(next)
      return next.scenario
    },
  }
}
