import { lazy, Suspense } from 'react'
import type { Table } from './series.ts'

const Plot = lazy(() => import('./Plot.tsx').then((module) => ({ default: module.Plot })))

export type ChartProps = {
  name: string
  /** What to do with the keyboard, for those who cannot see the chart. */
  help: string
  table: Table
  /** One word for each line, when there is more than one. */
  lines?: readonly string[]
  format: (value: number) => string
  formatTime: (time: number) => string
  /** The word for a moment without a reading. */
  notRead: string
  /** The top of the scale; without it the largest value is. */
  max?: number | null
}

/** One measure over time. The drawing library comes only when a chart is shown. */
export function Chart(props: ChartProps) {
  return (
    <Suspense fallback={<figure className="chart" aria-busy="true" />}>
      <Plot {...props} />
    </Suspense>
  )
}
