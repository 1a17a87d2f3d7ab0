import type { RunCheck } from '@steward/contracts'
import { expect, test } from 'vitest'
import { groupChecks } from './group-checks.ts'

const check = (id: string, level: RunCheck['level'], key: string): RunCheck => ({ id, level, says: { key } })

test('what stands against it comes first, and the same said of many is one line', () => {
  const lines = groupChecks([
    check('many', 'ok', 'many.can'),
    check('101/listens', 'warning', 'power.acpi-only'),
    check('104/lock', 'warning', 'check.lock'),
    check('106/listens', 'warning', 'power.acpi-only'),
    check('quorum', 'block', 'check.quorum-lost'),
  ])
  expect(lines.map(({ says, of }) => [says.key, of])).toEqual([
    ['check.quorum-lost', []],
    ['power.acpi-only', ['101', '106']],
    ['check.lock', ['104']],
    ['many.can', []],
  ])
})

test('checks of one run stay apart, also where they say the same', () => {
  expect(groupChecks([check('task-a', 'block', 'x'), check('task-b', 'block', 'x')])).toHaveLength(2)
})

test('what is left out of a run of many says so, also where others only get a warning of the same words', () => {
  const lines = groupChecks(
    [check('101/lock', 'warning', 'check.lock'), check('104/lock', 'warning', 'check.lock')],
    new Set(['101']),
  )
  expect(lines.map(({ of, leftOut }) => [of, leftOut])).toEqual([
    [['104'], true],
    [['101'], false],
  ])
})
