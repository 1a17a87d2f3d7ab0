import type { CellLook } from './cells.ts'
import { cellOrigin, type MapShape } from './shape.ts'

/** One path for each look in the whole drawing, whatever the number of guests. */
export type CellPaths = Record<CellLook | 'half' | 'slit' | 'lock' | 'task', string>

const empty = (): CellPaths => ({
  low: '',
  mid: '',
  high: '',
  busy: '',
  stopped: '',
  off: '',
  paused: '',
  unknown: '',
  warn: '',
  critical: '',
  half: '',
  slit: '',
  lock: '',
  task: '',
})

const r = (value: number) => Math.round(value * 10) / 10

export function drawCells(shape: MapShape): CellPaths {
  const paths = empty()
  for (const frame of shape.frames) {
    const { size } = frame.grid
    for (const [index, cell] of frame.cells.entries()) {
      const { x, y } = cellOrigin(frame.grid, index)
      paths[cell.look] += outlineOf(cell.look, x, y, size)
      if (cell.look === 'paused') paths.half += `M${r(x)} ${r(y + size / 2)}h${r(size)}v${r(size / 2)}h${r(-size)}z`
      if (cell.look === 'critical' && size >= 8)
        paths.slit += `M${r(x + size * 0.22)} ${r(y + size / 2)}h${r(size * 0.56)}`
      if (cell.lock) paths.lock += boltOf(x, y, size)
      if (cell.task) paths.task += box(x - 1.5, y - 1.5, size + 3)
    }
  }
  return paths
}

const box = (x: number, y: number, size: number) => `M${r(x)} ${r(y)}h${r(size)}v${r(size)}h${r(-size)}z`

function outlineOf(look: CellLook, x: number, y: number, size: number): string {
  switch (look) {
    case 'off':
      return `M${r(x + size * 0.15)} ${r(y + size / 2)}h${r(size * 0.7)}`
    case 'stopped':
    case 'paused':
    case 'unknown':
    case 'busy':
      // Strokes lie on the edge: drawn half a line inside, so that hollow and full cells are equally large.
      return box(x + 0.6, y + 0.6, size - 1.2)
    case 'warn':
      return `M${r(x + size / 2)} ${r(y - 1)}L${r(x + size + 1.5)} ${r(y + size + 0.5)}H${r(x - 1.5)}z`
    case 'critical':
      return box(x - 0.75, y - 0.75, size + 1.5)
    case 'low':
    case 'mid':
    case 'high':
      return box(x, y, size)
  }
}

/** A bolt across the lower half, wider than the cell, with its knob. */
function boltOf(x: number, y: number, size: number): string {
  const at = y + size * 0.68
  const knob = Math.max(1.2, size * 0.12)
  return `M${r(x - 1.5)} ${r(at)}h${r(size + 3)}M${r(x + size / 2)} ${r(at - knob)}v${r(knob * 2)}`
}
