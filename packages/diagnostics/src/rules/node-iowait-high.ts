import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { nodeSubject, onlineOf } from '../node-facts.ts'

export const nodeIowaitHigh = defineRule({
  id: 'node-iowait-high',
  area: 'node',
  severity: 'warning',
  needs: ['nodes'],
  settings: { high: { unit: 'percent', home: 30, production: 20, min: 5, max: 100 } },
  // Backups and scrubs keep disks busy; only what lasts is a finding.
  confirmSec: 600,
  fix: 'relieve-disks',
  check: ({ nodes }, { settings }) =>
    onlineOf(nodes).flatMap(({ name, ioWait }) => {
      const percent = ioWait === null ? null : ioWait * 100
      if (percent === null || percent < settings.high) return []
      return [
        {
          subject: nodeSubject(name, 'iowait'),
          params: { node: name, percent: Math.floor(percent) },
          evidence: [seen({ call: `GET /nodes/${name}/status`, readAt: nodes.readAt }, 'wait', ioWait)],
        },
      ]
    }),
})
