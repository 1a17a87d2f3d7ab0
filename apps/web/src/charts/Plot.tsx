import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { ChartProps } from './Chart.tsx'
import { plotOptions } from './plot-options.ts'
import type { Table } from './series.ts'
import { useThemeChange } from './use-theme-change.ts'

export function Plot(props: ChartProps) {
  const { name, help, table, lines = [], format, formatTime, notRead, max } = props
  const box = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const [at, setAt] = useState<number | null>(null)
  const theme = useThemeChange()
  const shown = at ?? lastRead(table)
  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    const options = plotOptions({ element, max: max ?? null, formatTime, onCursor: setAt, count: table.values.length })
    const drawn = new uPlot(
      { ...options, width: Math.max(120, element.clientWidth) },
      [table.times, ...table.values],
      element,
    )
    plot.current = drawn
    const observer = new ResizeObserver(() =>
      drawn.setSize({ width: Math.max(120, element.clientWidth), height: options.height }),
    )
    observer.observe(element)
    return () => {
      observer.disconnect()
      drawn.destroy()
      plot.current = null
    }
  }, [table, max, formatTime, theme])
  const walk = (event: KeyboardEvent) => {
    const next = stepped(event.key, shown, table.times.length)
    if (next === null) return
    event.preventDefault()
    setAt(next)
    const time = table.times[next]
    if (time !== undefined) plot.current?.setCursor({ left: plot.current.valToPos(time, 'x'), top: 10 }, false)
  }
  const value = (index: number) => {
    const found = shown === null ? null : table.values[index]?.[shown]
    return found === null || found === undefined ? notRead : format(found)
  }
  const time = shown === null ? undefined : table.times[shown]
  return (
    <figure className="chart">
      <figcaption className="s">
        <span className="dim">{name}</span>
        <span className="mid" aria-live="polite">
          {lines.length === 0
            ? value(0)
            : lines.map((word, index) => (
                <span key={word} className={index === 0 ? 'line' : 'line dashed'}>
                  {word} {value(index)}
                </span>
              ))}
          {at !== null && time !== undefined && <time className="faint"> {formatTime(time)}</time>}
        </span>
      </figcaption>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-static-element-interactions -- the readings can be walked through by keyboard */}
      <div
        className="plot"
        ref={box}
        tabIndex={0}
        role="application"
        aria-label={help}
        onKeyDown={walk}
        onBlur={() => setAt(null)}
      >
        <i className="probe chart-line" />
        <i className="probe chart-fill" />
        <i className="probe chart-axis" />
        <i className="probe chart-gap" />
      </div>
    </figure>
  )
}

function stepped(key: string, from: number | null, count: number): number | null {
  const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 }[key]
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  if (step === undefined || count === 0) return null
  return Math.max(0, Math.min(count - 1, (from ?? count - 1) + step))
}

/** The newest reading; the last row itself is often not complete yet. */
function lastRead({ times, values }: Table): number | null {
  for (let index = times.length - 1; index >= Math.max(0, times.length - 3); index -= 1)
    if (values.some((column) => column[index] !== null)) return index
  return times.length === 0 ? null : times.length - 1
}
