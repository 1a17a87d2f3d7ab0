import type { RunCheck, Said } from '@steward/contracts'

export type CheckLine = { key: string; level: RunCheck['level']; says: Said; of: string[]; leftOut: boolean }

const weight = { block: 0, warning: 1, ok: 2 } as const

/**
 * What stands against it first. A plan of many brings one check per guest (`<vmid>/<check>`): those that say the same
 * are one line, with the guests that it is said of. Those that are not among `able` are left out of the run.
 */
export function groupChecks(checks: readonly RunCheck[], able?: ReadonlySet<string>): CheckLine[] {
  const lines = new Map<string, CheckLine>()
  for (const { id, level, says } of checks) {
    const of = /^(\d+)(?:\/|$)/.exec(id)?.[1]
    const leftOut = of !== undefined && able !== undefined && !able.has(of)
    const key = of === undefined ? id : `${leftOut} ${level} ${JSON.stringify(says)}`
    const line = lines.get(key) ?? { key, level, says, of: [], leftOut }
    if (of !== undefined) line.of.push(of)
    lines.set(key, line)
  }
  return [...lines.values()].toSorted(
    (a, b) => weight[a.level] - weight[b.level] || Number(b.leftOut) - Number(a.leftOut),
  )
}
