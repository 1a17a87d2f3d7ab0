import { expect, test } from 'vitest'
import { sparkShape } from './spark-path.ts'

test('readings make one line with a tip', () => {
  const shape = sparkShape([0, 0.5, 1], 104, 24)
  expect(shape.lines).toBe('M0.0 22.0L50.0 12.0L100.0 2.0')
  expect(shape.tip).toEqual({ x: 100, y: 2 })
  expect(shape.gaps).toEqual([])
})

test('a missing reading is a gap that is not bridged', () => {
  const shape = sparkShape([0.5, 0.5, null, 0.5, 0.5], 104, 24)
  expect(shape.lines.match(/M/g)).toHaveLength(2)
  expect(shape.gaps).toEqual([{ x: 25, width: 50 }])
})

test('nothing read is one gap', () => {
  expect(sparkShape([null, null, null], 104, 24)).toMatchObject({ lines: '', tip: null, gaps: [{ x: 0, width: 100 }] })
})
