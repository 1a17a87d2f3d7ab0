import { expect, test } from 'vitest'
import { linksOf, redundancyOf } from './links.ts'

const row = (node: string, ...addresses: string[]) => ({
  node,
  nodeid: '1',
  ...Object.fromEntries(addresses.map((address, number) => [`ring${number}_addr`, address])),
})

test('addresses are found by the number of their link, and empty ones are none', () => {
  const { nodes, numbers } = linksOf([row('b', '10.0.0.2', '10.1.0.2'), row('a', '10.0.0.1', '')])
  expect(numbers).toEqual([0, 1])
  expect(nodes.map(({ node, links }) => [node, links.size])).toEqual([
    ['a', 1],
    ['b', 2],
  ])
})

test.each([
  [[], { kind: 'none' }],
  [[row('a'), row('b')], { kind: 'none' }],
  [[row('a', '10.0.0.1'), row('b', '10.0.0.2')], { kind: 'one' }],
  [[row('a', '10.0.0.1', '10.1.0.1'), row('b', '10.0.0.2', '10.1.0.2')], { kind: 'many', count: 2 }],
  [[row('a', '10.0.0.1', '10.1.0.1'), row('b', '10.0.0.2')], { kind: 'uneven', fewer: ['b'] }],
])('redundancy of %j', (rows, redundancy) => {
  expect(redundancyOf(linksOf(rows).nodes)).toEqual(redundancy)
})
