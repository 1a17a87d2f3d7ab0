import { expect, test } from 'vitest'
import { sortRows } from './sort-rows.ts'

test('figures and names sort as people expect, and what is not known stands last', () => {
  const self = (value: string | number | null) => value
  expect(sortRows([3, null, 1], self, false)).toEqual([1, 3, null])
  expect(sortRows([3, null, 1], self, true)).toEqual([3, 1, null])
  expect(sortRows(['web-10', 'web-2', 'Alpha'], self, false)).toEqual(['Alpha', 'web-2', 'web-10'])
})
