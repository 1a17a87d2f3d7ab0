import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { jobsOf } from '../replication.ts'

export const replicationDisabled = defineRule({
  id: 'replication-disabled',
  area: 'replication',
  severity: 'notice',
  needs: ['nodes', 'nodeReplication'],
  confirmSec: 3600,
  fix: 'repair-replication',
  check: ({ nodes, nodeReplication }) =>
    jobsOf(nodeReplication, nodes)
      .filter(({ job }) => Boolean(job.disable))
      .map(({ job, part, guest, source, subject }) => ({
        subject,
        params: { guest, node: source, target: job.target ?? '–' },
        evidence: [seen(part, `${job.id} disable`, job.disable), seen(part, 'last_sync', job.last_sync)],
      })),
})
