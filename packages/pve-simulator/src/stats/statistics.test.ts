import { afterEach, describe, expect, it } from 'vitest'
import { Simulator } from '../simulator.ts'
import { testBench, type TestBench } from '../testing.ts'

let bench: TestBench
afterEach(() => bench.simulator.stop())

type Row = Readonly<Record<string, unknown>>

const rows = async (type: string): Promise<Row[]> =>
  (await bench.ask('GET', `/cluster/resources?type=${type}`)).data as Row[]

describe('statistics', () => {
  it('are forgotten after five minutes, however fast the rest goes', async () => {
    bench = await testBench({ scenario: 'home-lab', speed: 50 })
    const birch = bench.world.nodes.get('birch')
    birch?.services.set('pvestatd', 'dead')
    const status = async (): Promise<unknown> => (await rows('node')).find((row) => row.node === 'birch')?.status
    await bench.advance(280)
    expect(await status()).toBe('online')
    await bench.advance(30)
    expect(await status()).toBe('unknown')
  })

  it('come every ten seconds at any speed', async () => {
    bench = await testBench({ scenario: 'home-lab', speed: 50 })
    const seen = new Set<unknown>()
    for (let second = 0; second < 40; second += 1) {
      await bench.advance(1)
      seen.add(bench.world.nodes.get('alder')?.heard.get('alder')?.at)
    }
    expect(seen.size).toBeGreaterThanOrEqual(4)
    expect(seen.size).toBeLessThanOrEqual(6)
  })

  it('hold the storages back first when one of them hangs', async () => {
    bench = await testBench({ scenario: 'home-lab', speed: 1 })
    await bench.advance(11)
    bench.world.nodes.get('alder')?.hanging.add('nas')
    const before = bench.world.nodes.get('alder')?.heard.get('alder')
    await bench.advance(40)
    const after = bench.world.nodes.get('alder')?.heard.get('alder')
    expect(after?.at).toBeGreaterThan(before?.at ?? 0)
    expect(after?.at).toBeLessThan((before?.at ?? 0) + 11_000)
    expect(after?.storagesAt).toBe(before?.storagesAt)
  })

  it('move for every running guest of the large world within ten seconds', async () => {
    const simulator = new Simulator({ scenario: 'large', pve: '9.2', speed: 1, port: 0, controlPort: 0, guests: 50 })
    await simulator.start()
    const given = await testBench({ scenario: 'large', speed: 1 })
    given.simulator.stop()
    expect(simulator.world.guests.size).toBe(50)
    simulator.stop()
    bench = await testBench({ scenario: 'large', speed: 1 })
    const read = async (): Promise<Map<unknown, Row>> => new Map((await rows('vm')).map((row) => [row.id, row]))
    const before = await read()
    await bench.advance(10.5)
    const after = await read()
    const running = [...before.values()].filter((row) => row.status === 'running')
    for (const name of ['cpu', 'mem', 'netin', 'netout', 'diskread', 'diskwrite']) {
      const moved = running.filter((row) => after.get(row.id)?.[name] !== row[name]).length
      expect(moved / running.length, name).toBeGreaterThan(0.95)
    }
  })
})

describe('the list of tasks', () => {
  it('shows a new task without, and an ended one with a number, until it is written again', async () => {
    bench = await testBench({ scenario: 'single-node', speed: 1 })
    const upid = bench.world.tasks.start({ node: 'attic', type: 'imgcopy', id: '', authid: 'root@pam' }, (worker) =>
      worker.sleep(1),
    )
    const row = async (): Promise<Row | undefined> =>
      ((await bench.ask('GET', '/cluster/tasks')).data as Row[]).find((one) => one.upid === upid)
    expect(await row()).not.toHaveProperty('saved')
    await bench.advance(1.1)
    expect((await row())?.saved).toBe(1)
    await bench.advance(10)
    expect((await row())?.saved).toBe('1')
  })
})

describe('life in the house', () => {
  it('always has something going on, with progress to read', async () => {
    bench = await testBench({ scenario: 'home-lab', speed: 1 })
    await bench.advance(180)
    const chores = [...bench.world.tasks.byUpid.values()].filter((task) =>
      /vncproxy|download|aptupdate/.test(task.type),
    )
    const recent = chores.filter((task) => bench.world.seconds() - task.starttime < 200)
    expect(recent.length).toBeGreaterThanOrEqual(2)
    expect(recent.flatMap((task) => task.log).some((line) => /\d+%/.test(line))).toBe(true)
  })
})
