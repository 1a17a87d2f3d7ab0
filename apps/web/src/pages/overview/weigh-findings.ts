import type { FindingRow } from '@steward/contracts'
import type { Verdict } from './judge.ts'

const rank = { fine: 0, unknown: 1, warn: 2, critical: 3 } as const

/**
 * The sentence over everything with what the rules found: it never says "all is well" over an open warning, and the
 * level is never better than the worst finding. Notices change nothing: they can wait.
 */
export function weighFindings(verdict: Verdict, roots: readonly Pick<FindingRow, 'severity'>[]): Verdict {
  const grave = roots.filter((row) => row.severity !== 'notice')
  if (grave.length === 0) return verdict
  const worst = grave.some((row) => row.severity === 'critical') ? 'critical' : 'warn'
  if (verdict.worst === 'fine') return { key: 'mixed', worst, params: { count: grave.length } }
  return rank[worst] > rank[verdict.worst] ? { ...verdict, worst } : verdict
}
