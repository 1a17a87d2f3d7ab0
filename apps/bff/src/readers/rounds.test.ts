import { PveError, type PveApi } from '@steward/pve-client'
import { emptyPicture } from '@steward/snapshot'
import { expect, test } from 'vitest'
import { createHangGuard } from './hang-guard.ts'
import { nothingGathered, rounds, type RoundContext } from './rounds.ts'

const refusal = (kind: 'timeout' | 'forbidden') =>
  new PveError({ kind, reason: kind, call: 'nodeStatus', path: '/nodes/alder/status', retryable: false })

/** One node whose status answers, or fails in the given way, at a time that the test sets. */
function setUp() {
  const world = { now: 1000, error: null as Error | null }
  const gathered = nothingGathered()
  // Only the call that this round makes.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const api = {
    call: async () => {
      if (world.error) throw world.error
      return { data: { loadavg: ['1.5'] } }
    },
  } as unknown as PveApi
  const context: RoundContext = {
    api,
    signal: new AbortController().signal,
    nowSec: () => world.now,
    picture: emptyPicture,
    gathered,
    endpoints: new Set(),
    mainEndpoint: null,
    guard: createHangGuard({ now: () => world.now * 1000, figuresMovedAt: () => null }),
  }
  const details = rounds.find(({ part }) => part === 'nodeDetails')
  const read = () => details?.read('alder', context).catch(() => undefined)
  return { world, gathered, read }
}

test('the details of a node that fails to tell them are given up after a minute', async () => {
  const { world, gathered, read } = setUp()
  await read()
  world.error = refusal('timeout')
  world.now += 30
  await read()
  expect(gathered.nodeDetails.has('alder')).toBe(true)
  world.now += 30
  await read()
  expect(gathered.nodeDetails.has('alder')).toBe(false)
  world.error = null
  await read()
  expect(gathered.nodeDetails.has('alder')).toBe(true)
})

test('the details of a node are given up at once when the right to see them is gone', async () => {
  const { world, gathered, read } = setUp()
  await read()
  world.error = refusal('forbidden')
  await read()
  expect(gathered.nodeDetails.has('alder')).toBe(false)
})
