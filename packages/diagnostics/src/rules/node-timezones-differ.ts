import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { readOnline } from '../node-facts.ts'

export const nodeTimezonesDiffer = defineRule({
  id: 'node-timezones-differ',
  area: 'time',
  severity: 'notice',
  offIn: ['home'],
  needs: ['nodes', 'nodeTime'],
  fix: 'set-timezone',
  check: ({ nodes, nodeTime }) => {
    const zones = readOnline(nodeTime, nodes).filter(({ part }) => part.value.timezone !== '')
    // "UTC" and "Etc/UTC" are the same.
    if (new Set(zones.map(({ part }) => part.value.timezone.replace(/^Etc\//, ''))).size < 2) return []
    return [
      {
        subject: { kind: 'cluster', id: 'timezones' },
        params: { zones: listed(zones.map(({ node, part }) => `${node.name}: ${part.value.timezone}`)) },
        evidence: zones.map(({ node, part }) => seen(part, `timezone of ${node.name}`, part.value.timezone)),
      },
    ]
  },
})
