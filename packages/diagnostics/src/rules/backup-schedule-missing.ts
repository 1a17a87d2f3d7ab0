import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { jobSubject } from '../backup-jobs.ts'

/** Without a schedule a job runs only by hand. */
export const backupScheduleMissing = defineRule({
  id: 'backup-schedule-missing',
  area: 'backup',
  severity: 'warning',
  needs: ['backupJobs'],
  fix: 'mend-backup-job',
  check: ({ backupJobs }) =>
    backupJobs.value
      .filter((job) => job.enabled !== 0 && (job.schedule ?? '').trim() === '')
      .map((job) => ({
        subject: jobSubject(job),
        params: { job: job.id },
        evidence: [seen(backupJobs, `schedule of ${job.id}`, job.schedule)],
      })),
})
