import { expect, test } from 'vitest'
import { now, paramsOf, subjectsOf } from '../testing/facts.ts'
import { ct, odd, stopped, template, vm } from '../testing/guests.ts'
import { onbootOffLongRunning as rule } from './onboot-off-long-running.ts'

const day = 86_400
const long = { startedAt: now - 8 * day }

test('it starts with its node, or that is switched off by word', () => {
  expect(subjectsOf(rule, vm({ onboot: '1' }, long))).toEqual([])
  expect(subjectsOf(rule, vm({ onboot: '0' }, long))).toEqual([])
})

test('running for long and not said', () => {
  expect(paramsOf(rule, vm({}, long))).toEqual({ guest: '100', days: 8 })
  expect(subjectsOf(rule, ct({}, long))).toHaveLength(1)
})

test('the edge, and the setting', () => {
  expect(subjectsOf(rule, vm({}, { startedAt: now - 7 * day }))).toEqual([])
  expect(subjectsOf(rule, vm({}, { startedAt: now - 7 * day - 1 }))).toHaveLength(1)
  expect(subjectsOf(rule, vm({}, long), { thresholds: { running: 30 } })).toEqual([])
})

test('HA starts it, it is off, it is a template, its state is old', () => {
  expect(subjectsOf(rule, vm({}, { ...long, ha: 'started' }))).toEqual([])
  expect(subjectsOf(rule, vm({}, stopped))).toEqual([])
  expect(subjectsOf(rule, vm({}, { ...long, ...template }))).toEqual([])
  expect(subjectsOf(rule, vm({}, { ...long, unknown: 'node-offline' }))).toEqual([])
})

test('odd input: a start in the future or unknown, garbage in the key', () => {
  expect(subjectsOf(rule, vm({}, { startedAt: now + day }))).toEqual([])
  expect(subjectsOf(rule, vm({}, { startedAt: null }))).toEqual([])
  for (const onboot of odd) expect(subjectsOf(rule, vm({ onboot }, long))).toEqual([])
})
