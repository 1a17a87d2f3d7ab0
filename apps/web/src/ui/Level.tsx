/** The heavy line under the headline: the bubble rests in the middle when all is well and drifts with the worst finding. */
export function Level({ worst, label }: { worst: 'fine' | 'warn' | 'critical' | 'unknown'; label?: string }) {
  const look = worst === 'fine' ? 'level' : `level ${worst}`
  return label === undefined ? (
    <div className={look} aria-hidden="true" />
  ) : (
    <div className={look} role="img" aria-label={label} />
  )
}
