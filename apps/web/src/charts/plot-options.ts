import type uPlot from 'uplot'
import { gapsOf } from './series.ts'

type Wishes = {
  element: HTMLElement
  max: number | null
  count: number
  formatTime: (time: number) => string
  onCursor: (index: number | null) => void
}

export const plotHeight = 92

/** Ink on nothing: one line, a faint area, a base, hatching where nothing was read. */
export function plotOptions({ element, max, count, formatTime, onCursor }: Wishes): Omit<uPlot.Options, 'width'> {
  // A canvas knows no custom properties and no light-dark(): real elements say what the colours are now.
  const colour = (name: string) => {
    const probe = element.querySelector(`.${name}`)
    return probe ? getComputedStyle(probe).color : 'gray'
  }
  const line = colour('chart-line')
  const fill = colour('chart-fill')
  const axis = colour('chart-axis')
  const font = `11px ${getComputedStyle(element).fontFamily}`
  return {
    height: plotHeight,
    legend: { show: false },
    padding: [4, 0, 0, 0],
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 6, fill: line, width: 0 } },
    scales: {
      x: { time: true },
      // From nothing to everything, so that quiet looks quiet.
      y: { range: (_plot, _least, most) => [0, max ?? Math.max(most || 0, 1)] },
    },
    axes: [
      {
        stroke: axis,
        font,
        size: 20,
        gap: 4,
        space: 90,
        grid: { show: false },
        ticks: { show: false },
        values: (_plot, splits) => splits.map(formatTime),
      },
      { show: false },
    ],
    series: [
      {},
      ...Array.from({ length: count }, (_, index): uPlot.Series => ({
        stroke: line,
        width: 1.25,
        points: { show: false },
        spanGaps: false,
        ...(index === 0 ? { fill } : { dash: [3, 3] }),
      })),
    ],
    hooks: {
      setCursor: [(plot) => onCursor(plot.cursor.idx ?? null)],
      drawClear: [(plot) => drawGaps(plot, colour('chart-gap'))],
      draw: [(plot) => drawBase(plot, colour('chart-gap'))],
    },
  }
}

function drawBase(plot: uPlot, colour: string): void {
  const { ctx, bbox } = plot
  ctx.save()
  ctx.fillStyle = colour
  ctx.fillRect(bbox.left, bbox.top + bbox.height - devicePixelRatio, bbox.width, devicePixelRatio)
  ctx.restore()
}

function drawGaps(plot: uPlot, colour: string): void {
  const [times, ...values] = plot.data
  const { ctx, bbox } = plot
  const gaps = gapsOf({ times: [...times], values: values.map((column) => [...column].map((value) => value ?? null)) })
  ctx.save()
  ctx.strokeStyle = colour
  ctx.lineWidth = devicePixelRatio
  for (const gap of gaps) {
    const from = plot.valToPos(gap.from, 'x', true)
    const to = plot.valToPos(gap.to, 'x', true)
    ctx.save()
    ctx.beginPath()
    ctx.rect(from, bbox.top, Math.max(2, to - from), bbox.height)
    ctx.clip()
    ctx.beginPath()
    for (let x = from - bbox.height; x < to; x += 6 * devicePixelRatio) {
      ctx.moveTo(x, bbox.top + bbox.height)
      ctx.lineTo(x + bbox.height, bbox.top)
    }
    ctx.stroke()
    ctx.restore()
  }
  ctx.restore()
}
