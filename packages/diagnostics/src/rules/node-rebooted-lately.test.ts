import { expect, test } from 'vitest'
import { node, now, paramsOf, read, subjectsOf, task } from '../testing/facts.ts'
import { nodeRebootedLately } from './node-rebooted-lately.ts'

const minute = 60
const startedAt = now - 20 * minute
const older = task({ startedAt: startedAt - 500 * minute })
const facts = (tasks: ReturnType<typeof task>[], started: number | null = startedAt) => ({
  nodes: read([node('alder', { startedAt: started })]),
  tasks: read(tasks),
})

test('the edge', () => {
  expect(subjectsOf(nodeRebootedLately, facts([task({ startedAt: now - 9999 })], now - 60 * minute))).toEqual([])
  expect(subjectsOf(nodeRebootedLately, facts([task({ startedAt: now - 9999 })], now - 59 * minute))).toHaveLength(1)
})

test('up for twenty minutes, and nothing stopped its guests before', () => {
  expect(paramsOf(nodeRebootedLately, facts([older]))).toEqual({ node: 'alder', minutes: 20 })
})

test('one that went down in order is no news', () => {
  const stopall = task({ type: 'stopall', subject: '', startedAt: startedAt - 3 * minute })
  expect(subjectsOf(nodeRebootedLately, facts([older, stopall]))).toEqual([])
  const longAgo = { ...stopall, startedAt: startedAt - 31 * minute }
  expect(subjectsOf(nodeRebootedLately, facts([longAgo]))).toHaveLength(1)
})

test('a list that does not reach back proves nothing', () => {
  expect(subjectsOf(nodeRebootedLately, facts([]))).toEqual([])
  expect(subjectsOf(nodeRebootedLately, facts([task({ startedAt: startedAt + 5 })]))).toEqual([])
  expect(subjectsOf(nodeRebootedLately, facts([{ ...older, node: 'birch' }]))).toEqual([])
})

test('odd input: not known, in the future', () => {
  expect(subjectsOf(nodeRebootedLately, facts([older], null))).toEqual([])
  expect(subjectsOf(nodeRebootedLately, facts([older], now + 900))).toEqual([])
})
