import { Fragment, type ReactNode } from 'react'

/** Words, value, and PVE's own key in mono for those who look for it. */
export function KeyValues({ rows }: { rows: readonly { label: string; value: ReactNode; raw?: string }[] }) {
  return (
    <dl className="kv">
      {rows.map(({ label, value, raw }) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          <dd className="raw">{raw}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
