import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { jobSubject, keepsAll } from '../backup-jobs.ts'

/** Without a limit on the job or on its storage PVE keeps every backup until the storage is full. */
export const backupRetentionMissing = defineRule({
  id: 'backup-retention-missing',
  area: 'backup',
  severity: 'notice',
  needs: ['backupJobs', 'storageConfig'],
  fix: 'limit-backups',
  check: ({ backupJobs, storageConfig }) =>
    backupJobs.value
      .filter((job) => job.enabled !== 0 && keepsAll(job, storageConfig.value))
      .map((job) => ({
        subject: jobSubject(job),
        params: { job: job.id, storage: job.storage ?? '' },
        evidence: [seen(backupJobs, `prune-backups of ${job.id}`, JSON.stringify(job['prune-backups'] ?? null))],
      })),
})
