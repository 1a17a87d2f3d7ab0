import { expect, test } from 'vitest'
import { inOrder, nothingSelected, toggle, toggleAll } from './selection.ts'

const order = ['a', 'b', 'c', 'd', 'e']
const ids = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].toSorted()

test('a range follows the one that ends it, in both directions', () => {
  const one = toggle(nothingSelected, order, { id: 'd', range: false })
  expect(ids(toggle(one, order, { id: 'b', range: true }))).toEqual(['b', 'c', 'd'])
  const all = toggleAll(nothingSelected, order)
  const first = toggle(all, order, { id: 'b', range: false })
  expect(ids(toggle(first, order, { id: 'd', range: true }))).toEqual(['a', 'e'])
})

test('a range whose start is filtered away ticks only its end', () => {
  const one = toggle(nothingSelected, order, { id: 'a', range: false })
  expect(ids(toggle(one, ['c', 'd', 'e'], { id: 'e', range: true }))).toEqual(['a', 'e'])
})

test('all means all that are shown', () => {
  const some = toggle(nothingSelected, order, { id: 'e', range: false })
  const all = toggleAll(some, ['a', 'b'])
  expect(ids(all)).toEqual(['a', 'b', 'e'])
  expect(ids(toggleAll(all, ['a', 'b']))).toEqual(['e'])
})

test('what is hidden is counted, what is gone is forgotten', () => {
  const picked = { ids: new Set(['b', 'd', 'gone']), anchor: null }
  expect(inOrder(picked, ['d', 'c'], order)).toEqual({ chosen: ['d', 'b'], hidden: 1 })
})
