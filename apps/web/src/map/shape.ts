import type { GuestRow, NodeRow, QuorumFacts, StorageRow } from '@steward/contracts'
import type { FoldedStorage } from '../pages/overview/storages.ts'
import type { Cell } from './cells.ts'

export type MapInput = {
  nodes: readonly NodeRow[]
  guests: readonly GuestRow[]
  storages: readonly StorageRow[]
  quorum: QuorumFacts
  /** Guests that a task works on. */
  busy: ReadonlySet<string>
  width: number
}

/** `named`: each guest with its name; `cells`: cells only, as large as there is room. */
export type Detail = 'named' | 'cells'

/** Where a frame's cells lie: cell i is in column i % cols and row i / cols. */
export type Grid = { left: number; top: number; cols: number; stepX: number; stepY: number; size: number }

export type Frame = {
  node: NodeRow
  x: number
  y: number
  width: number
  height: number
  wall: number
  grid: Grid
  cells: readonly Cell[]
  /** All guests of the node without templates, for its words. */
  guests: readonly GuestRow[]
  /** Some may be there that this person may not see. */
  hidden: boolean
  /** It answers Steward itself, although the cluster may have lost it: cut off, not dead. */
  answers: boolean
  votes: number
  present: boolean | null
  tanks: readonly FoldedStorage[]
}

export type Ground = { from: number; to: number; y: number; gone: boolean }

export type MapShape = {
  detail: Detail
  width: number
  height: number
  perCell: number
  frames: readonly Frame[]
  grounds: readonly Ground[]
  shared: readonly FoldedStorage[]
  sharedTop: number
}

export type Spot = { frame: number; cell: number | null }

/** What lies at a point. Arithmetic instead of thousands of elements with listeners. */
export function spotAt(shape: MapShape, x: number, y: number): Spot | null {
  const frame = shape.frames.findIndex(
    (one) => x >= one.x - 4 && x < one.x + one.width + 4 && y >= one.y - 6 && y < one.y + one.height + 40,
  )
  const found = shape.frames[frame]
  if (!found) return null
  const { left, top, cols, stepX, stepY } = found.grid
  const col = Math.floor((x - left) / stepX)
  const row = Math.floor((y - top) / stepY)
  const cell = row * cols + col
  const inside = col >= 0 && col < cols && row >= 0 && cell < found.cells.length && y < found.y + found.height
  return { frame, cell: inside ? cell : null }
}

export function cellOrigin({ left, top, cols, stepX, stepY }: Grid, cell: number): { x: number; y: number } {
  return { x: left + (cell % cols) * stepX, y: top + Math.floor(cell / cols) * stepY }
}
