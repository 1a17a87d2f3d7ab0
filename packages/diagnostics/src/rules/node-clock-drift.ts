import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { readOnline } from '../node-facts.ts'

/** Nodes are asked one after the other: each answer is compared with Steward's clock at that moment, then with the others. */
export const nodeClockDrift = defineRule({
  id: 'node-clock-drift',
  area: 'time',
  severity: 'warning',
  needs: ['nodes', 'nodeTime'],
  settings: { apart: { unit: 'seconds', home: 5, production: 5, min: 2, max: 120 } },
  fix: 'set-clock',
  check: ({ nodes, nodeTime }, { settings }) => {
    const clocks = readOnline(nodeTime, nodes)
      .map(({ node, part }) => ({ name: node.name, part, ahead: part.value.time - part.value.askedAt }))
      .filter((clock) => Number.isFinite(clock.ahead))
      .toSorted((a, b) => a.ahead - b.ahead)
    const [slowest] = clocks
    const fastest = clocks.at(-1)
    if (!slowest || !fastest || fastest.ahead - slowest.ahead <= settings.apart) return []
    return [
      {
        subject: { kind: 'cluster', id: 'clocks' },
        params: { slow: slowest.name, fast: fastest.name, seconds: Math.round(fastest.ahead - slowest.ahead) },
        evidence: clocks.map(({ name, part, ahead }) =>
          seen(part, `clock of ${name} against Steward's, seconds`, Math.round(ahead)),
        ),
      },
    ]
  },
})
