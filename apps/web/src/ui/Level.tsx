/** The heavy line under the headline: the bubble rests in the middle when all is well and drifts with the worst finding. */
export function Level({ worst, label }: { worst: 'fine' | 'warn' | 'critical' | 'unknown'; label: string }) {
  return <div className={worst === 'fine' ? 'level' : `level ${worst}`} role="img" aria-label={label} />
}
