import { expect, test } from 'vitest'
import { paramsOf, read, subjectsOf, task } from '../testing/facts.ts'
import { clusterJoinRunning } from './cluster-join-running.ts'

const running = { state: 'running', endedAt: null, exit: null } as const

test('no such task, or one that ended', () => {
  expect(subjectsOf(clusterJoinRunning, { tasks: read([task(running), task({ type: 'clusterjoin' })]) })).toEqual([])
})

test('a join and a creation', () => {
  for (const type of ['clusterjoin', 'clustercreate'])
    expect(paramsOf(clusterJoinRunning, { tasks: read([task({ ...running, type })]) })).toEqual({ node: 'alder', type })
})

test('odd input: one whose node is away may have ended; an empty list', () => {
  const unconfirmed = task({ ...running, type: 'clusterjoin', unconfirmed: true })
  expect(subjectsOf(clusterJoinRunning, { tasks: read([unconfirmed]) })).toEqual([])
  expect(subjectsOf(clusterJoinRunning, { tasks: read([]) })).toEqual([])
})
