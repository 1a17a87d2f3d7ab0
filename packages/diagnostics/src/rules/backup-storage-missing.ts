import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { jobSubject } from '../backup-jobs.ts'

/** The job will fail each time. */
export const backupStorageMissing = defineRule({
  id: 'backup-storage-missing',
  area: 'backup',
  severity: 'critical',
  needs: ['backupJobs', 'storageConfig'],
  fix: 'mend-backup-job',
  check: ({ backupJobs, storageConfig }) =>
    backupJobs.value
      .filter(
        (job) =>
          job.enabled !== 0 &&
          job.storage !== undefined &&
          !storageConfig.value.some((storage) => storage.storage === job.storage && storage.disable !== 1),
      )
      .map((job) => ({
        subject: jobSubject(job),
        params: { job: job.id, storage: job.storage ?? '' },
        evidence: [seen(backupJobs, `storage of ${job.id}`, job.storage)],
      })),
})
