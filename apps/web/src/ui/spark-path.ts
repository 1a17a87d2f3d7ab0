export type SparkShape = {
  lines: string
  area: string
  gaps: { x: number; width: number }[]
  tip: { x: number; y: number } | null
}

/** Draws readings 0..1 as line and area; a missing reading is a gap, which is never bridged. */
export function sparkShape(values: readonly (number | null)[], width: number, height: number): SparkShape {
  const step = values.length > 1 ? (width - 4) / (values.length - 1) : 0
  const yOf = (value: number) => height - 2 - Math.max(0, Math.min(1, value)) * (height - 4)
  const shape: SparkShape = { lines: '', area: '', gaps: [], tip: null }
  let run: string[] = []
  let runFrom = 0
  let gapFrom = -1
  const endRun = (to: number) => {
    if (run.length === 0) return
    shape.lines += `M${run.join('L')}${run.length === 1 ? 'h.01' : ''}`
    shape.area += `M${fix(runFrom * step)} ${height - 1}L${run.join('L')}L${fix(to * step)} ${height - 1}Z`
    run = []
  }
  const endGap = (to: number) => {
    if (gapFrom < 0) return
    shape.gaps.push({ x: gapFrom * step, width: Math.max(2, (to - gapFrom) * step) })
    gapFrom = -1
  }
  for (const [index, value] of values.entries()) {
    if (value === null) {
      endRun(index - 1)
      if (gapFrom < 0) gapFrom = Math.max(0, index - 1)
      continue
    }
    endGap(index)
    if (run.length === 0) runFrom = index
    run.push(`${fix(index * step)} ${fix(yOf(value))}`)
  }
  endRun(values.length - 1)
  endGap(values.length - 1)
  const last = values.at(-1)
  if (last !== undefined && last !== null) shape.tip = { x: (values.length - 1) * step, y: yOf(last) }
  return shape
}

const fix = (value: number): string => value.toFixed(1)
