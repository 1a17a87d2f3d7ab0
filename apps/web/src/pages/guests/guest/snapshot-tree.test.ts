import { expect, test } from 'vitest'
import { toTree } from './snapshot-tree.ts'

const shape = (lines: ReturnType<typeof toTree>) => lines.map(({ snapshot, depth }) => `${depth} ${snapshot.name}`)

test('snapshots stand under their parents', () => {
  const tree = toTree([
    { name: 'current', parent: 'b' },
    { name: 'b', parent: 'a', snaptime: 20 },
    { name: 'a', snaptime: 10 },
    { name: 'c', parent: 'a', snaptime: 30 },
  ])
  expect(shape(tree)).toEqual(['0 a', '1 b', '2 current', '1 c'])
  expect(tree[2]?.isNow).toBe(true)
})

test('lost parents and circles lose no snapshot', () => {
  expect(shape(toTree([{ name: 'a', parent: 'gone' }]))).toEqual(['0 a'])
  expect(
    shape(
      toTree([
        { name: 'a', parent: 'b' },
        { name: 'b', parent: 'a' },
      ]),
    ),
  ).toEqual(['0 a', '0 b'])
})
