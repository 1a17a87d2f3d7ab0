import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { nodeSubject, onlineOf } from '../node-facts.ts'

export const nodeCpuHigh = defineRule({
  id: 'node-cpu-high',
  area: 'node',
  severity: 'notice',
  needs: ['nodes'],
  settings: {
    high: { unit: 'percent', home: 85, production: 85, min: 50, max: 100 },
    veryHigh: { unit: 'percent', home: 95, production: 95, min: 50, max: 100 },
  },
  // Short peaks are what a processor is for.
  confirmSec: 300,
  fix: 'relieve-node',
  check: ({ nodes }, { settings }) =>
    onlineOf(nodes).flatMap(({ name, cpu, cpuMax }) => {
      const percent = cpu === null ? null : cpu * 100
      if (percent === null || percent < settings.high) return []
      return [
        {
          subject: nodeSubject(name, 'cpu'),
          severity: percent >= settings.veryHigh ? ('warning' as const) : ('notice' as const),
          params: { node: name, percent: Math.floor(percent), cores: cpuMax ?? 0 },
          evidence: [seen(nodes, 'cpu', cpu), seen(nodes, 'maxcpu', cpuMax)],
        },
      ]
    }),
})
