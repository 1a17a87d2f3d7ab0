import { expect, test } from 'vitest'
import { testGuest, testNode, testQuorum, testStorage } from '../pages/overview/test-world.ts'
import { toCells } from './cells.ts'
import { layOut } from './layout.ts'
import { drawCells } from './paths.ts'
import { cellOrigin, type MapInput, spotAt } from './shape.ts'

const nobody = new Set<string>()

function world(nodes: number, guests: number, width: number): MapInput {
  const names = Array.from({ length: nodes }, (_, index) => `node${String(index + 1).padStart(2, '0')}`)
  return {
    nodes: names.map((name) => testNode(name)),
    guests: Array.from({ length: guests }, (_, index) => testGuest(100 + index, { node: names[index % nodes] ?? '' })),
    storages: [testStorage('node01', 'nas', { shared: true })],
    quorum: testQuorum({ votes: names.map((node) => ({ node, votes: 1, present: true })) }),
    busy: nobody,
    width,
  }
}

test.each([
  [1, 5, 1166],
  [1, 5, 358],
  [3, 15, 1166],
  [3, 15, 358],
  [8, 400, 764],
  [32, 5000, 1166],
  [32, 5000, 764],
  [32, 5000, 358],
  [32, 5000, 288],
])('%i nodes with %i guests fit into %i px', (nodes, guests, width) => {
  const shape = layOut(world(nodes, guests, width))
  expect(shape.frames).toHaveLength(nodes)
  expect(shape.height).toBeLessThan(1000)
  let drawn = 0
  for (const frame of shape.frames) {
    expect(frame.x).toBeGreaterThanOrEqual(0)
    expect(frame.x + frame.width).toBeLessThanOrEqual(width + 0.5)
    const last = cellOrigin(frame.grid, Math.max(0, frame.cells.length - 1))
    expect(last.y + frame.grid.size).toBeLessThanOrEqual(frame.y + frame.height + 0.5)
    drawn += frame.cells.reduce((sum, cell) => sum + cell.guests.length, 0)
  }
  expect(drawn).toBe(guests)
})

test('detail falls away by room: names, one cell a guest, several', () => {
  expect(layOut(world(3, 15, 1166)).detail).toBe('named')
  expect(layOut(world(32, 5000, 1166))).toMatchObject({ detail: 'cells', perCell: 1 })
  expect(layOut(world(32, 5000, 358)).perCell).toBeGreaterThan(1)
})

test('every cell is found again by arithmetic', () => {
  const shape = layOut(world(8, 300, 1166))
  for (const [frameIndex, frame] of shape.frames.entries())
    for (const index of frame.cells.keys()) {
      const { x, y } = cellOrigin(frame.grid, index)
      expect(spotAt(shape, x + 1, y + 1)).toEqual({ frame: frameIndex, cell: index })
    }
  expect(spotAt(shape, -50, -50)).toBeNull()
})

test('a guest keeps its place, and one in trouble keeps a cell of its own', () => {
  const guests = Array.from({ length: 20 }, (_, index) => testGuest(100 + index))
  const before = toCells(guests, nobody, 5)
  const sick = guests.map((guest, index) => (index === 7 ? { ...guest, state: 'io-error' as const } : guest))
  const after = toCells(sick, nobody, 5)
  expect(before).toHaveLength(4)
  expect(after).toHaveLength(5)
  expect(after.at(-1)).toMatchObject({ look: 'critical', guests: [{ id: '107' }] })
  expect(after[0]?.guests).toEqual(before[0]?.guests)
  expect(after[2]?.guests.map(({ id }) => id)).toEqual(before[2]?.guests.map(({ id }) => id))
})

test('thousands of guests are a handful of paths', () => {
  const shape = layOut(world(32, 5000, 1166))
  const began = performance.now()
  const paths = drawCells(shape)
  expect(performance.now() - began).toBeLessThan(200)
  expect(Object.values(paths).filter((path) => path !== '')).toHaveLength(1)
})

test('a split is a gap in the ground, and a node that is gone breaks it', () => {
  const input = world(3, 6, 1166)
  const views = [
    { node: 'node01', quorate: true, online: ['node01', 'node02'], readAt: 1, notAsked: null },
    { node: 'node03', quorate: false, online: ['node03'], readAt: 1, notAsked: null },
  ]
  const { grounds } = layOut({ ...input, quorum: testQuorum({ state: 'split', views }) })
  const [first, second, third] = grounds
  expect(first?.to).toBe(second?.from)
  expect(third?.from).toBeGreaterThan((second?.to ?? 0) + 10)
  const dead = layOut({
    ...input,
    nodes: [testNode('node01'), testNode('node02', { state: 'offline' }), testNode('node03')],
  })
  expect(dead.grounds.map(({ gone }) => gone)).toEqual([false, true, false])
})

test('templates are not cells', () => {
  const input = world(1, 3, 800)
  const { frames } = layOut({ ...input, guests: [...input.guests, testGuest(900, { node: 'node01', template: true })] })
  expect(frames[0]?.cells).toHaveLength(3)
})

test('a node without the right to see it is not said to have no guests', () => {
  const input = world(3, 3, 1166)
  const blind = input.nodes.map((node) => ({ ...node, unknown: 'no-right' as const }))
  const [first, ...others] = input.guests
  const hidden = (more: Partial<MapInput>) => layOut({ ...input, ...more }).frames.map((frame) => frame.hidden)
  expect(hidden({})).toEqual([false, false, false])
  expect(hidden({ guests: others })).toEqual([false, false, false])
  expect(hidden({ nodes: blind, guests: first ? [first] : [] })).toEqual([false, true, true])
  expect(hidden({ nodes: blind, guests: [] })).toEqual([true, true, true])
  expect(hidden({ guests: [] })).toEqual([false, false, false])
})
