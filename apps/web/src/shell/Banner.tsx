import type { ReactNode } from 'react'
import { Mark, type MarkName } from '../ui/Mark.tsx'

type Props = { kind: 'critical' | 'stale' | 'frozen'; mark?: MarkName; end?: ReactNode; children: ReactNode }

export function Banner({ kind, mark = 'unknown', end, children }: Props) {
  return (
    <div className={`banner ${kind}`} role="status">
      {kind !== 'critical' && <Mark name={mark} />}
      <span>{children}</span>
      {end}
    </div>
  )
}
