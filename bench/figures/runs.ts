import { randomUUID } from 'node:crypto'
import { createApi, createTransport, signIn, type PveApi } from '@steward/pve-client'
import type { RunPlan, RunReply } from '@steward/contracts'
import { atMost, median, type Benchmark } from '../figure.ts'
import { startSteward, type RunningSteward } from '../steward-process.ts'
import { withWorld } from '../world.ts'

/** At this speed of the simulated world the task that starts a virtual machine takes 3 s. */
const speed = '0.4'
const vmid = 103
const node = 'birch'
const rounds = 5
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** What the engine adds to a start: plan again, save, send, follow, prove, save. */
export const runs: Benchmark = {
  figures: ['run.overhead-ratio', 'run.overhead-ms'],
  run: () =>
    withWorld(
      'home-lab',
      async (simulator) => {
        const steward = await startSteward(simulator)
        const cookie = await steward.cookie()
        const transport = createTransport({ endpoints: simulator.nodes })
        const ticket = await signIn(transport, { username: 'root', realm: 'pam', password: 'steward-demo' })
        if (ticket.kind !== 'ticket') throw new Error('root has a second factor')
        const api = createApi(transport, ticket.auth)
        const ours: number[] = []
        const bare: number[] = []
        for (let round = 0; round < rounds; round += 1) {
          await switchOff(api)
          ours.push(await byRun(steward, cookie))
          await switchOff(api)
          bare.push(await byHand(api))
        }
        await transport.close()
        await steward.stop()
        return [
          atMost('run.overhead-ratio', median(ours) / median(bare), 1.5),
          atMost('run.overhead-ms', median(ours) - median(bare), null, 'ms'),
        ]
      },
      ['--speed', speed],
    ),
}

/** From the POST that starts the run to the answer that says it is finished. */
async function byRun(steward: RunningSteward, cookie: string): Promise<number> {
  const ask = async <T>(path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${steward.url}/api/clusters/cluster/runs${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { cookie, 'x-steward': '1', ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`)
    return JSON.parse(text)
  }
  const wanted = { runbook: 'guest-power', input: { vmid, action: 'start' } }
  const { hash } = await ask<RunPlan>('/plan', wanted)
  const begin = performance.now()
  const { id } = await ask<{ id: number }>('', { ...wanted, hash, key: randomUUID() })
  for (;;) {
    const run = await ask<RunReply>(`/${id}`)
    if (run.endedAt !== null) {
      if (run.state !== 'succeeded') throw new Error(`the run ${run.state}`)
      return performance.now() - begin
    }
    await wait(50)
  }
}

/** The bare call, its task asked for each second. */
async function byHand(api: PveApi): Promise<number> {
  const begin = performance.now()
  const { data: upid } = await api.call('qemuStart', { node, vmid })
  await untilEnded(api, upid)
  return performance.now() - begin
}

async function switchOff(api: PveApi) {
  await untilEnded(api, (await api.call('qemuStop', { node, vmid })).data)
}

async function untilEnded(api: PveApi, upid: string) {
  for (;;) {
    const { data } = await api.call('taskStatus', { node, upid })
    if (data.status === 'stopped') return
    await wait(1000)
  }
}
