import type { RunCheck, Said } from '@steward/contracts'

export type CheckLine = { key: string; level: RunCheck['level']; says: Said; of: string[] }

const weight = { block: 0, warning: 1, ok: 2 } as const

/**
 * What stands against it first. A plan of many brings one check per guest (`<vmid>/<check>`): those that say the same
 * are one line, with the guests that it is said of.
 */
export function groupChecks(checks: readonly RunCheck[]): CheckLine[] {
  const lines = new Map<string, CheckLine>()
  for (const { id, level, says } of checks) {
    const of = /^(\d+)(?:\/|$)/.exec(id)?.[1]
    const key = of === undefined ? id : `${level} ${JSON.stringify(says)}`
    const line = lines.get(key) ?? { key, level, says, of: [] }
    if (of !== undefined) line.of.push(of)
    lines.set(key, line)
  }
  return [...lines.values()].toSorted((a, b) => weight[a.level] - weight[b.level])
}
