import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { jobsOf, waitsForTarget } from '../replication.ts'

/** Measured when the list was read: an old reading does not make a job late. A failing job is a rule of its own. */
export const replicationOverdue = defineRule({
  id: 'replication-overdue',
  area: 'replication',
  severity: 'warning',
  needs: ['nodes', 'nodeReplication'],
  settings: { late: { unit: 'minutes', home: 120, production: 60, min: 10, max: 2880 } },
  fix: 'repair-replication',
  check: ({ nodes, nodeReplication }, { settings }) =>
    jobsOf(nodeReplication, nodes).flatMap((listed) => {
      const { job, part, guest, source, subject } = listed
      const due = job.next_sync ?? 0
      const minutes = (part.readAt - due) / 60
      if (due <= 0 || minutes < settings.late) return []
      if (job.disable || (job.fail_count ?? 0) > 0 || waitsForTarget(listed)) return []
      return [
        {
          subject,
          params: { guest, node: source, target: job.target ?? '–', minutes: Math.floor(minutes) },
          evidence: [
            seen(part, `${job.id} next_sync`, due),
            seen(part, 'last_sync', job.last_sync),
            seen(part, 'schedule', job.schedule),
          ],
        },
      ]
    }),
})
