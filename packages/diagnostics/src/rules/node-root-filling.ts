import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { gib, percentOf } from '../figures.ts'
import { nodeSubject, onlineOf } from '../node-facts.ts'

/** A full root file system stops pmxcfs, and with it every change and every sign-in. */
export const nodeRootFilling = defineRule({
  id: 'node-root-filling',
  area: 'node',
  severity: 'warning',
  needs: ['nodes'],
  settings: {
    filling: { unit: 'percent', home: 85, production: 85, min: 50, max: 99 },
    nearlyFull: { unit: 'percent', home: 95, production: 95, min: 60, max: 100 },
  },
  confirmSec: 120,
  fix: 'free-root',
  check: ({ nodes }, { settings }) =>
    onlineOf(nodes).flatMap(({ name, rootUsed, rootMax }) => {
      const percent = percentOf(rootUsed, rootMax)
      if (percent === null || percent < settings.filling) return []
      return [
        {
          subject: nodeSubject(name, 'root'),
          severity: percent >= settings.nearlyFull ? ('critical' as const) : ('warning' as const),
          params: {
            node: name,
            percent: Math.floor(percent),
            free: gib((rootMax ?? 0) - (rootUsed ?? 0)),
            total: gib(rootMax ?? 0),
          },
          evidence: [seen(nodes, 'disk', rootUsed), seen(nodes, 'maxdisk', rootMax)],
        },
      ]
    }),
})
