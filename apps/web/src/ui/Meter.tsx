import { join, percentFigure } from '../format/numbers.ts'

type Props = {
  /** 0..1; null is drawn as not read, never as zero. */
  fraction: number | null
  tone?: 'warn' | 'critical' | undefined
  /** A tick at a threshold, 0..1. */
  mark?: number
  label: string
}

export function Meter({ fraction, tone, mark, label }: Props) {
  if (fraction === null) return <span className="meter none" role="img" aria-label={`${label}: ?`} />
  const percent = Math.max(0, Math.min(100, fraction * 100))
  return (
    <span
      className={tone ? `meter ${tone}` : 'meter'}
      role="img"
      aria-label={`${label}: ${join(percentFigure(fraction))}`}
    >
      <i style={{ width: `${percent}%` }} />
      {mark !== undefined && <b style={{ left: `${mark * 100}%` }} />}
    </span>
  )
}

/** A figure with its unit set smaller; "?" when it is not known. */
export function FigureText({ figure }: { figure: { value: string; unit: string } | null }) {
  if (!figure) return <span className="faint">?</span>
  return (
    <>
      {figure.value}
      <span className="unit">{figure.unit}</span>
    </>
  )
}

/** Meter and per cent side by side. */
export function MeterPair(props: Props) {
  return (
    <span className="pair">
      <Meter {...props} />
      <span className={props.tone ? `val t-${props.tone} strong` : 'val'}>
        <FigureText figure={props.fraction === null ? null : percentFigure(props.fraction)} />
      </span>
    </span>
  )
}
