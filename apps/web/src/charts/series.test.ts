import { expect, test } from 'vitest'
import { gapsOf, toTable } from './series.ts'

test('absent keys are gaps', () => {
  const table = toTable([{ time: 60, cpu: 0.1 }, { time: 120 }, { time: 180, cpu: 0.3 }], ['cpu'])
  expect(table).toEqual({ times: [60, 120, 180], values: [[0.1, null, 0.3]] })
  expect(gapsOf(table)).toEqual([{ from: 60, to: 180 }])
})

test('missing readings are never bridged', () => {
  const at = (time: number) => ({ time, cpu: 0.5 })
  const table = toTable([at(60), at(120), at(180), at(600), at(660)], ['cpu'])
  expect(table.times).toEqual([60, 120, 180, 240, 600, 660])
  expect(table.values[0]?.[3]).toBeNull()
  expect(gapsOf(table)).toEqual([{ from: 180, to: 600 }])
})

test('readings come in any order, and nothing read is one gap', () => {
  expect(
    toTable(
      [
        { time: 120, a: 2 },
        { time: 60, a: 1 },
      ],
      ['a'],
    ).values,
  ).toEqual([[1, 2]])
  expect(gapsOf(toTable([{ time: 60 }, { time: 120 }], ['a']))).toEqual([{ from: 60, to: 120 }])
})
