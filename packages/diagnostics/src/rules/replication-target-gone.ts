import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { jobsOf } from '../replication.ts'

/** A node that was removed while a job still led to it: PVE cannot even take the job away in the usual manner. */
export const replicationTargetGone = defineRule({
  id: 'replication-target-gone',
  area: 'replication',
  severity: 'warning',
  needs: ['nodes', 'nodeReplication'],
  confirmSec: 120,
  fix: 'remove-replication',
  check: ({ nodes, nodeReplication }) =>
    jobsOf(nodeReplication, nodes)
      .filter(({ job, target }) => job.target !== undefined && (target === undefined || target.ghost))
      .map(({ job, part, guest, source, subject }) => ({
        subject,
        params: { guest, node: source, target: job.target ?? '', job: job.id },
        evidence: [seen(part, `${job.id} target`, job.target), seen(nodes, 'in the member list', false)],
        explains: [subject],
      })),
})
