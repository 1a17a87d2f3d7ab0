import { createApi, createTransport } from '@steward/pve-client'
import { startSimulator, type Simulator } from '../tools/start-simulator.ts'

/** Runs a benchmark against a simulated world and ends the simulator whatever happens. */
export async function withWorld<T>(
  scenario: string,
  work: (simulator: Simulator) => Promise<T>,
  args: readonly string[] = [],
): Promise<T> {
  const simulator = await startSimulator(['--scenario', scenario, ...args])
  try {
    return await work(simulator)
  } finally {
    await simulator.stop()
  }
}

/** The text of `/cluster/resources` as PVE sends it. */
export async function resourcesText(simulator: Simulator): Promise<string> {
  const transport = createTransport({ endpoints: simulator.nodes.slice(0, 1) })
  try {
    const reply = await createApi(transport, { kind: 'token', token: simulator.readingToken }).callRaw({
      method: 'GET',
      path: '/cluster/resources',
    })
    return JSON.stringify({ data: reply.data })
  } finally {
    await transport.close()
  }
}
