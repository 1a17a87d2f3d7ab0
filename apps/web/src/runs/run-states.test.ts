import type { RunRow, RunStepView } from '@steward/contracts'
import { expect, test } from 'vitest'
import {
  changedSteps,
  drawnAs,
  isUntouched,
  needsPerson,
  nodeOf,
  pileOf,
  railOf,
  stepWithTask,
  toPiles,
} from './run-states.ts'

const run = (id: number, about: Partial<RunRow> = {}) =>
  ({ id, state: 'running', pausedFor: null, parent: null, startedAt: 100 + id, endedAt: null, ...about }) as RunRow
const step = (state: RunStepView['state'], upid: string | null = null, kind: 'pve' | 'look' = 'pve') =>
  ({ state, upid, act: { kind, path: '/nodes/cellar/qemu/101/status/stop' } }) as RunStepView

test('a pause that goes on by itself needs nobody', () => {
  expect(needsPerson({ state: 'paused', pausedFor: 'pve' })).toBe(false)
  expect(needsPerson({ state: 'paused', pausedFor: 'freeze' })).toBe(false)
  expect(needsPerson({ state: 'paused', pausedFor: 'root-sign-in' })).toBe(true)
  expect(needsPerson({ state: 'needs-attention', pausedFor: null })).toBe(true)
})

test('parts of a bigger run are listed only while they need somebody', () => {
  const piles = toPiles([
    run(1),
    run(2, { parent: 1 }),
    run(3, { parent: 1, state: 'needs-attention' }),
    run(4, { state: 'succeeded', endedAt: 200 }),
    run(5, { state: 'failed', endedAt: 300 }),
    run(6, { state: 'paused', pausedFor: 'freeze' }),
  ])
  const ids = Object.fromEntries(Object.entries(piles).map(([name, runs]) => [name, runs.map(({ id }) => id)]))
  expect(ids).toEqual({ needsYou: [3], underWay: [1], waiting: [6], finished: [5, 4] })
})

test('only a proved success is drawn as one', () => {
  expect(drawnAs({ state: 'succeeded', pausedFor: null }).flag).toBe('ok')
  for (const state of ['failed', 'partly', 'cancelled', 'undone', 'given-up', 'paused', 'needs-attention'] as const)
    expect(drawnAs({ state, pausedFor: null }).flag, state).not.toBe('ok')
  expect(pileOf({ state: 'partly', pausedFor: null })).toBe('finished')
})

test('the line is broken where the run waits for a person, and runs on where it does not', () => {
  const steps = [step('done', null, 'look'), step('doing'), step('waiting')]
  expect(railOf({ state: 'running', pausedFor: null, steps })).toEqual(['done', 'now', 'wait'])
  expect(railOf({ state: 'paused', pausedFor: 'person', steps })).toEqual(['done', 'stop', 'wait'])
  expect(railOf({ state: 'cancelled', pausedFor: null, steps: [step('done'), step('waiting')] })).toEqual([
    'done',
    'wait',
  ])
})

test('a step that only looked has changed nothing, and one that failed may have', () => {
  const looked = [step('done', null, 'look'), step('waiting')]
  expect(changedSteps(looked)).toHaveLength(0)
  expect(isUntouched(looked)).toBe(true)
  expect(changedSteps([step('done'), step('failed'), step('undone')])).toHaveLength(1)
  for (const state of ['done', 'failed', 'doing', 'undo-failed'] as const)
    expect(isUntouched([step(state)])).toBe(false)
})

test('the task that is read is the one of the step that is under way, else the last', () => {
  expect(stepWithTask({ steps: [step('done', 'one'), step('doing', 'two'), step('waiting')] })?.upid).toBe('two')
  expect(stepWithTask({ steps: [step('done', 'one'), step('doing')] })?.upid).toBe('one')
  expect(stepWithTask({ steps: [step('doing')] })).toBeNull()
})

test('the node stands in the path', () => {
  expect(nodeOf(step('waiting'))).toBe('cellar')
  expect(nodeOf({ act: { kind: 'look' } })).toBeNull()
})
