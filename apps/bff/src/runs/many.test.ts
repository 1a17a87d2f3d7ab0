import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, params, pressKey, type RunWorld } from './testing.ts'

/** Many runs at once on 32 nodes, counted where the requests arrive. */
const speed = 150
const nodes = 32
const bulk = 500
const single = 200
const vmids = Array.from({ length: bulk + single }, (_, index) => 1000 + index)

let world: RunWorld
beforeAll(async () => {
  world = await openWorld('large', speed, ['--guests', String(vmids.length)])
}, 60_000)
afterAll(() => world.end())

type Task = { upid: string; type: string; node: string; starttime: number; endtime?: number }
const tasksOf = async (type: RegExp): Promise<Task[]> =>
  (await world.simulator.ask<{ tasks: Task[] }>('/world')).tasks.filter((task) => type.test(task.type))

/** Lets Steward's time pass as fast as the simulated one, and calls `look` after each step until it answers. */
async function passing<T>(look: () => Promise<T | null>): Promise<T> {
  const stepMs = 100
  for (let turn = 0; turn < 1200; turn += 1) {
    await new Promise((done) => setTimeout(done, stepMs))
    world.steward.clock.jump((stepMs / 1000) * (speed - 1))
    const found = await look()
    if (found !== null) return found
  }
  throw new Error('waited in vain')
}

async function setAll(ids: readonly number[], state: string) {
  for (let at = 0; at < ids.length; at += 50)
    await Promise.all(ids.slice(at, at + 50).map((vmid) => world.simulator.event('guest-set', { vmid, state })))
}

test('200 runs that are started at once keep their order, each step by step, and finish', async () => {
  const own = vmids.slice(bulk)
  await setAll(own, 'running')
  const plans = await Promise.all(own.map((vmid) => world.plan('guest-power', { vmid, action: 'stop' })))
  const started = await Promise.all(
    own.map((vmid, at) =>
      world.root.call('startRun', {
        params,
        body: {
          runbook: 'guest-power',
          input: { vmid, action: 'stop' },
          hash: plans[at]?.hash ?? '',
          key: pressKey(),
        },
      }),
    ),
  )
  const rows = await passing(async () => {
    const all = await world.root.call('listRuns', { params })
    return all.every((row) => row.endedAt !== null) ? all : null
  })
  expect(rows.map((row) => row.state)).toEqual(own.map(() => 'succeeded'))
  expect(new Set(started.map(({ id }) => id)).size).toBe(single)
  for (const { id } of started.slice(0, 20)) {
    const { log } = await world.read(id)
    const kinds: string[] = log.map(({ kind, text }) => (kind === 'state' ? text : kind))
    expect(kinds).toEqual(expect.arrayContaining(['call', 'answer', 'task', 'succeeded']))
    expect(kinds).toEqual(
      ['running', 'call', 'answer', 'task', 'step-done', 'succeeded'].filter((one) => kinds.includes(one)),
    )
  }
})

test('a start of 500 guests keeps to four a node and inside the request budget', async () => {
  const all = vmids.slice(0, bulk)
  await setAll(all, 'stopped')
  const before = new Set((await tasksOf(/start$/)).map(({ upid }) => upid))
  const input = { runs: all.map((vmid) => ({ runbook: 'guest-power', input: { vmid, action: 'start' } })) }
  const { id, plan } = await world.start('many', input)
  expect(plan.steps).toHaveLength(bulk)

  const budget = (await world.root.call('readCluster', { params })).requestBudget
  const seen: { atMs: number; total: number }[] = []
  const run = await passing(async () => {
    const { total } = await world.simulator.ask<{ total: number }>('/requests')
    seen.push({ atMs: world.steward.clock.now(), total })
    const row = (await world.root.call('listRuns', { params })).find((one) => one.id === id)
    return row?.endedAt === null ? null : (row ?? null)
  })
  const failed = (await world.read(id)).runs.filter((part) => part.state !== 'succeeded').map((part) => part.id)
  const why = await Promise.all(failed.slice(0, 3).map(async (part) => (await world.read(part)).log))
  expect(run, JSON.stringify(why)).toMatchObject({
    state: 'succeeded',
    children: { total: bulk, ended: bulk, failed: 0 },
  })

  const tasks = (await tasksOf(/start$/)).filter(({ upid }) => !before.has(upid))
  expect(tasks).toHaveLength(bulk)
  expect(Math.max(...busiest(tasks))).toBeLessThanOrEqual(4)
  expect(busiest(tasks)).toHaveLength(nodes)
  expect(Math.max(...perMinute(seen))).toBeLessThanOrEqual(budget)
}, 120_000)

/** Of each node, how many of these tasks ran at the same time. */
function busiest(tasks: readonly Task[]): number[] {
  const byNode = Map.groupBy(tasks, ({ node }) => node)
  return [...byNode.values()].map((own) =>
    Math.max(
      ...own.map(
        ({ starttime }) =>
          own.filter((one) => one.starttime <= starttime && (one.endtime ?? Infinity) > starttime).length,
      ),
    ),
  )
}

/** Requests a minute of Steward's time, over windows that are at least a minute long: it passes in leaps. */
const perMinute = (seen: readonly { atMs: number; total: number }[]): number[] =>
  seen.flatMap(({ atMs, total }) => {
    const from = seen.findLast((one) => one.atMs <= atMs - 60_000)
    return from ? [((total - from.total) * 60_000) / (atMs - from.atMs)] : []
  })
