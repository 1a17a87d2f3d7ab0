import { sparkShape } from './spark-path.ts'

type Props = { values: readonly (number | null)[]; label: string; width?: number; height?: number; wide?: boolean }

/** Load 0..1 over time. The scale is always 0..100 %, so that quiet looks quiet. `wide` fills its place. */
export function Sparkline({ values, label, width = 150, height = 24, wide = false }: Props) {
  const { lines, area, gaps, tip } = sparkShape(values, width, height)
  return (
    <svg
      className="spark"
      width={wide ? '100%' : width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <path className="base" d={`M0 ${height - 0.5}H${width}`} />
      <path className="area" d={area} />
      <path d={lines} />
      {gaps.map((gap) => (
        <rect key={gap.x} x={gap.x} y="1" width={gap.width} height={height - 2} fill="url(#hatch)" />
      ))}
      {tip && !wide && <circle className="tip" cx={tip.x} cy={tip.y} r="1.9" />}
    </svg>
  )
}

/** The hatching that sparklines refer to; once in the document. */
export function HatchPattern() {
  return (
    <svg width="0" height="0" className="vh" aria-hidden="true">
      <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0V5" stroke="var(--line-2)" strokeWidth="1.5" />
      </pattern>
    </svg>
  )
}
