import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import type { NodeStatus } from '../facts.ts'
import { gib, percentOf } from '../figures.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'

export const nodeMemoryHigh = defineRule({
  id: 'node-memory-high',
  area: 'node',
  severity: 'warning',
  needs: ['nodes', 'nodeStatus'],
  settings: {
    high: { unit: 'percent', home: 90, production: 85, min: 50, max: 100 },
    veryHigh: { unit: 'percent', home: 97, production: 95, min: 50, max: 100 },
  },
  confirmSec: 300,
  fix: 'relieve-node',
  check: ({ nodes, nodeStatus }, { settings }) =>
    readOnline(nodeStatus, nodes).flatMap(({ node, part }) => {
      const { memory } = part.value
      const used = inUse(memory)
      const percent = percentOf(used, memory?.total)
      if (used === null || percent === null || percent < settings.high) return []
      return [
        {
          subject: nodeSubject(node.name, 'memory'),
          severity: percent >= settings.veryHigh ? ('critical' as const) : ('warning' as const),
          params: {
            node: node.name,
            percent: Math.floor(percent),
            used: gib(used),
            total: gib(memory?.total ?? 0),
          },
          evidence: [
            seen(part, 'memory.total', memory?.total),
            seen(part, 'memory.available', memory?.available),
            seen(part, 'memory.used', memory?.used),
          ],
        },
      ]
    }),
})

/** The cache is not in use: it is given back as soon as somebody needs it. */
function inUse(memory: NodeStatus['memory']): number | null {
  if (memory?.total !== undefined && memory.available !== undefined) return memory.total - memory.available
  return memory?.used ?? null
}
