import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { jobsOf, waitsForTarget } from '../replication.ts'

export const replicationFailing = defineRule({
  id: 'replication-failing',
  area: 'replication',
  severity: 'warning',
  needs: ['nodes', 'nodeReplication'],
  // One try may fail while the other node restarts.
  settings: { failures: { unit: 'count', home: 2, production: 1, min: 1, max: 50 } },
  fix: 'repair-replication',
  learnMore: 'https://pve.proxmox.com/wiki/Storage_Replication',
  check: ({ nodes, nodeReplication }, { settings }) =>
    jobsOf(nodeReplication, nodes).flatMap((listed) => {
      const { job, part, guest, source, subject } = listed
      const failures = job.fail_count ?? 0
      if (failures < settings.failures || job.disable || waitsForTarget(listed)) return []
      return [
        {
          subject,
          params: { guest, node: source, target: job.target ?? '–', failures, error: job.error ?? '–' },
          evidence: [
            seen(part, `${job.id} fail_count`, failures),
            seen(part, 'error', job.error),
            seen(part, 'last_sync', job.last_sync),
          ],
        },
      ]
    }),
})
