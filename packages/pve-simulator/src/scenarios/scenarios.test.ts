import { describe, expect, it } from 'vitest'
import { testBench } from '../testing.ts'
import { scenarios } from './index.ts'

describe('every scenario', () => {
  it.each(Object.keys(scenarios).flatMap((name) => [[name, '9.2'] as const, [name, '8.4'] as const]))(
    '%s begins on %s',
    async (scenario, pve) => {
      const bench = await testBench({ scenario, pve, speed: 1 })
      const open = [...bench.world.nodes.values()].find((node) => node.apiOpen)
      const reply = await bench.ask('GET', '/cluster/resources', { node: open?.name ?? '' })
      expect(reply.status).toBe(200)
      expect((reply.data as unknown[]).length).toBeGreaterThan(0)
      const version = (await bench.ask('GET', '/version', { node: open?.name ?? '' })).data
      expect(version).toMatchObject({ release: pve })
      await bench.advance(scenario === 'large' ? 20 : 400)
      bench.simulator.stop()
    },
  )

  it('has no run of failed tasks and no lock where all is well', async () => {
    const bench = await testBench({ scenario: 'healthy', speed: 1 })
    await bench.advance(3600)
    expect([...bench.world.guests.values()].filter((guest) => guest.config.lock !== undefined)).toEqual([])
    expect([...bench.world.tasks.byUpid.values()].filter((task) => task.status !== 'OK')).toEqual([])
    bench.simulator.stop()
  })
})
