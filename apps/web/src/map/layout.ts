import type { GuestRow, NodeRow } from '@steward/contracts'
import { mayHideGuests } from '../pages/overview/picture.ts'
import { foldStorages, type FoldedStorage } from '../pages/overview/storages.ts'
import { sortRows } from '../ui/sort-rows.ts'
import { toCells } from './cells.ts'
import { drawGround } from './ground.ts'
import type { Frame, Grid, MapInput, MapShape } from './shape.ts'

/** Sizes of a drawing that was chosen for the room that there is. */
type Plan = {
  detail: 'named' | 'cells'
  perCell: number
  perRow: number
  gap: number
  width: number
  wall: number
  head: number
  pad: number
  cols: number
  stepX: number
  stepY: number
  size: number
  /** Room under a frame for its name and storages. */
  foot: number
}

type Homed = { node: NodeRow; guests: readonly GuestRow[]; tanks: readonly FoldedStorage[] }

const above = 12
export const tankHeight = 30

/** From facts and a measured width to what is drawn where. Detail falls away by room, never by taste. */
export function layOut(input: MapInput): MapShape {
  const homes = toHomes(input)
  const plan = choosePlan(homes, input.width)
  const shared = foldStorages(input.storages).filter((storage) => storage.shared)
  const shown = shared.length <= 6 ? shared : []
  const frames: Frame[] = []
  let y = 0
  for (let from = 0; from < homes.length; from += plan.perRow) {
    const row = homes.slice(from, from + plan.perRow)
    const base = y + above + Math.max(...row.map((home) => bodyHeight(home, plan)))
    for (const [place, home] of row.entries())
      frames.push(toFrame(home, { plan, input, x: place * (plan.width + plan.gap), base }))
    y = base + plan.foot
  }
  const perLine = input.width > 700 ? 2 : 1
  return {
    detail: plan.detail,
    width: input.width,
    height: y + Math.ceil(shown.length / perLine) * tankHeight + (shown.length > 0 ? 8 : 0),
    perCell: plan.perCell,
    frames,
    grounds: drawGround(frames, input.quorum, { gap: plan.gap, width: input.width }),
    shared: shown,
    sharedTop: y + 8,
  }
}

function toHomes({ nodes, guests, storages }: MapInput): Homed[] {
  const own = Map.groupBy(
    guests.filter((guest) => !guest.template),
    (guest) => guest.node,
  )
  const local = Map.groupBy(
    foldStorages(storages).filter((storage) => !storage.shared),
    (storage) => storage.node,
  )
  return sortRows(nodes, (node) => node.name, false).map((node) => ({
    node,
    guests: (own.get(node.name) ?? []).toSorted((a, b) => a.vmid - b.vmid),
    tanks: local.get(node.name) ?? [],
  }))
}

const rowsOf = (home: Homed, plan: Plan) => Math.max(2, Math.ceil(cellCount(home, plan.perCell) / plan.cols))

/** A few more than the groups: guests in trouble stand apart. */
const cellCount = (home: Homed, perCell: number) =>
  perCell === 1 ? home.guests.length : toCells(home.guests, nobody, perCell).length
const nobody: ReadonlySet<string> = new Set()

const bodyHeight = (home: Homed, plan: Plan) => plan.head + rowsOf(home, plan) * plan.stepY + plan.pad

export function choosePlan(homes: readonly Homed[], width: number): Plan {
  const named = namedPlan(homes, width)
  if (named) return named
  const budget = width < 640 ? 680 : width < 1000 ? 740 : 640
  for (const perCell of [1, 5, 10, 25, 50]) {
    for (const step of [24, 20, 17, 14.5, 12.5, 11, 9.6, 8.4, 7.5]) {
      if (perCell > 1 && step < 8.4) continue
      const plan = cellsPlan(homes.length, width, perCell, step)
      if (plan.cols > 0 && heightOf(homes, plan) <= budget) return plan
    }
  }
  return cellsPlan(homes.length, width, 100, 8.4)
}

function heightOf(homes: readonly Homed[], plan: Plan): number {
  let height = 0
  for (let from = 0; from < homes.length; from += plan.perRow) {
    const row = homes.slice(from, from + plan.perRow)
    height += above + Math.max(...row.map((home) => bodyHeight(home, plan))) + plan.foot
  }
  return height
}

/** Up to four nodes with at most 24 guests each, and room for names. */
function namedPlan(homes: readonly Homed[], width: number): Plan | null {
  const most = Math.max(0, ...homes.map((home) => home.guests.length))
  if (homes.length > 4 || most > 24) return null
  const stacked = width < 640
  const perRow = stacked ? 1 : Math.max(1, homes.length)
  const gap = 28
  const frame = Math.min(960, (width - gap * (perRow - 1)) / perRow)
  if (frame < 236 || (stacked && homes.length > 1 && most > 12)) return null
  const inner = frame - 12 - 24
  const cols = Math.max(1, Math.min(5, Math.floor(inner / 148)))
  const tanks = Math.min(3, Math.max(0, ...homes.map((home) => home.tanks.length)))
  const plan: Plan = {
    detail: 'named',
    perCell: 1,
    perRow,
    gap,
    width: frame,
    wall: 6,
    head: 42,
    pad: 8,
    cols,
    stepX: inner / cols,
    stepY: 36,
    size: 15,
    foot: 12 + tanks * tankHeight + (stacked ? 12 : 4),
  }
  return Math.ceil(most / cols) * plan.stepY <= 520 ? plan : null
}

function cellsPlan(nodes: number, width: number, perCell: number, step: number): Plan {
  const narrow = width < 640
  const gap = narrow ? 10 : width < 1000 ? 14 : 20
  const least = narrow ? 72 : 82
  const fit = Math.max(1, Math.floor((width + gap) / ((width < 1000 ? least : 120) + gap)))
  const lines = Math.ceil(nodes / fit)
  const perRow = Math.max(1, Math.ceil(nodes / Math.max(1, lines)))
  const frame = Math.min(420, (width - gap * (perRow - 1)) / perRow)
  const wall = narrow ? 3 : 4
  const inner = frame - wall * 2 - (narrow ? 6 : 10)
  const size = step * 0.76
  const cols = Math.floor((inner + step - size) / step)
  const pad = narrow ? 5 : 7
  return {
    detail: 'cells',
    perCell,
    perRow,
    gap,
    width: frame,
    wall,
    head: pad,
    pad: 2,
    cols,
    stepX: step,
    stepY: step,
    size,
    foot: 38,
  }
}

type At = { plan: Plan; input: MapInput; x: number; base: number }

function toFrame(home: Homed, { plan, input, x, base }: At): Frame {
  const height = bodyHeight(home, plan)
  const y = base - height
  const vote = input.quorum.votes.find((one) => one.node === home.node.name)
  const used =
    plan.detail === 'named' ? plan.width - plan.wall * 2 - 24 : plan.cols * plan.stepX - (plan.stepX - plan.size)
  const grid: Grid = {
    left: plan.detail === 'named' ? x + plan.wall + 12 : x + (plan.width - used) / 2,
    top: y + plan.head,
    cols: Math.max(1, plan.cols),
    stepX: plan.stepX,
    stepY: plan.stepY,
    size: plan.size,
  }
  const fullest = home.tanks.toSorted((a, b) => (b.fraction ?? 0) - (a.fraction ?? 0))
  return {
    node: home.node,
    x,
    y,
    width: plan.width,
    height,
    wall: plan.wall,
    grid,
    cells: toCells(home.guests, input.busy, plan.perCell),
    guests: home.guests,
    hidden: mayHideGuests(home.node, input),
    answers: input.quorum.views.some(({ node, quorate }) => node === home.node.name && quorate !== null),
    votes: vote?.votes ?? 0,
    present: vote?.present ?? null,
    tanks: plan.detail === 'named' ? home.tanks.slice(0, 3) : fullest.slice(0, 1),
  }
}
