import { expect, test } from 'vitest'
import { isSnapshotName, suggestName } from './snapshot-name.ts'

test('a suggested name is one that PVE takes', () => {
  const name = suggestName(new Date(2026, 0, 5, 7, 3))
  expect(name).toBe('s20260105_0703')
  expect(isSnapshotName(name)).toBe(true)
})

test.each(['', 'a', '1st', 'with space', 'current', 'pending', 'a'.repeat(41)])('%j is none', (name) => {
  expect(isSnapshotName(name)).toBe(false)
})
