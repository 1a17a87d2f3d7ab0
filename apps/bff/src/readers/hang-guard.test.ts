import { PveError } from '@steward/pve-client'
import { expect, test } from 'vitest'
import { createHangGuard } from './hang-guard.ts'

const timeout = () => new PveError({ kind: 'timeout', reason: 'no answer', call: 'storageContent', path: '/x' })

function setUp() {
  const state = { now: 1_000_000, moved: 900 }
  const guard = createHangGuard({ now: () => state.now, figuresMovedAt: () => state.moved })
  return { state, guard }
}

test('after a call that hung a node is left alone until its own figures move', async () => {
  const { state, guard } = setUp()
  await expect(guard.run('alder', () => Promise.reject(timeout()))).rejects.toThrow('no answer')
  await expect(guard.run('alder', () => Promise.resolve('x'))).rejects.toMatchObject({ code: 'pve-resting' })
  expect(await guard.run('birch', () => Promise.resolve('other nodes go on'))).toBe('other nodes go on')
  state.now += 60_000
  await expect(guard.run('alder', () => Promise.resolve('x'))).rejects.toMatchObject({ code: 'pve-resting' })
  // The figures of the cycle that was under way when it hung prove nothing.
  state.moved = 1005
  expect(guard.restingSince('alder')).toBe(1_000_000)
  state.moved = 1040
  expect(await guard.run('alder', () => Promise.resolve('again'))).toBe('again')
})

test('slow calls to one node wait for each other, and do not pile up', async () => {
  const { guard } = setUp()
  let running = 0
  let most = 0
  const slow = () =>
    guard.run('alder', async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((done) => setTimeout(done, 5))
      running -= 1
    })
  const results = await Promise.allSettled([slow(), slow(), slow(), slow(), slow(), slow()])
  expect(most).toBe(1)
  expect(results.filter((result) => result.status === 'rejected')).toHaveLength(2)
})

test('those who waited behind a call that hung are not sent after it', async () => {
  const { guard } = setUp()
  let second = false
  const first = guard.run('alder', () => Promise.reject(timeout()))
  const waiting = guard.run('alder', () => {
    second = true
    return Promise.resolve()
  })
  await Promise.allSettled([first, waiting])
  expect(second).toBe(false)
})

test('an answer that is an error is no hang', async () => {
  const { guard } = setUp()
  const refused = new PveError({ kind: 'forbidden', status: 403, reason: 'no', call: 'x', path: '/x' })
  await expect(guard.run('alder', () => Promise.reject(refused))).rejects.toThrow('no')
  expect(guard.restingSince('alder')).toBeNull()
})
