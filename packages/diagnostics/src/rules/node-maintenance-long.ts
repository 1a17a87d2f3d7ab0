import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { nodeSubject } from '../node-facts.ts'

/** PVE does not tell since when: it counts from the first time that it was seen, so "long" is the time to confirm. */
export const nodeMaintenanceLong = defineRule({
  id: 'node-maintenance-long',
  area: 'node',
  severity: 'notice',
  needs: ['nodes'],
  confirmSec: 24 * 3600,
  fix: 'end-maintenance',
  check: ({ nodes }) =>
    nodes.value
      .filter((node) => node.maintenance && node.state === 'online')
      .map(({ name }) => ({
        subject: nodeSubject(name),
        params: { node: name },
        evidence: [
          seen({ call: 'GET /cluster/ha/status/current', readAt: nodes.readAt }, `lrm:${name}`, 'maintenance'),
        ],
      })),
})
