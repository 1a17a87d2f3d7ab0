import { type ReactNode, useId } from 'react'

type Props = { label: ReactNode; small?: ReactNode; heavy?: boolean; children: ReactNode }

/** A section: a hairline, a label in the margin, the matter at its right. */
export function Sec({ label, small, heavy = false, children }: Props) {
  const id = useId()
  return (
    <section className={heavy ? 'sec heavy' : 'sec'} aria-labelledby={id}>
      <h2 className="lab" id={id}>
        {label}
        {small !== undefined && small !== null && <small>{small}</small>}
      </h2>
      <div className="body">{children}</div>
    </section>
  )
}
