import type { ReactNode } from 'react'
import { Mark, type MarkName } from '../../ui/Mark.tsx'

/** A sentence with its mark, which may take several lines. */
export const Remark = ({
  mark,
  tone,
  children,
}: {
  mark: MarkName
  tone?: 'warn' | 'unknown'
  children: ReactNode
}) => (
  <p className={tone === undefined ? 'st s wrap' : `st s wrap t-${tone}`}>
    <Mark name={mark} />
    <span>{children}</span>
  </p>
)
