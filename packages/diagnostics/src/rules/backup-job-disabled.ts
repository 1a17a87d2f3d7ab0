import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { jobSubject } from '../backup-jobs.ts'

/** A job that is switched off looks like a backup in the list. */
export const backupJobDisabled = defineRule({
  id: 'backup-job-disabled',
  area: 'backup',
  severity: 'notice',
  needs: ['backupJobs'],
  fix: 'mend-backup-job',
  check: ({ backupJobs }) =>
    backupJobs.value
      .filter((job) => job.enabled === 0)
      .map((job) => ({
        subject: jobSubject(job),
        params: { job: job.id },
        evidence: [seen(backupJobs, `enabled of ${job.id}`, job.enabled)],
      })),
})
