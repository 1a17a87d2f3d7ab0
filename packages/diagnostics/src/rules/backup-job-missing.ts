import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'

/** No job at all: whatever fails is lost. Backups made elsewhere (by scripts, inside guests) cannot be seen. */
export const backupJobMissing = defineRule({
  id: 'backup-job-missing',
  area: 'backup',
  severity: 'warning',
  needs: ['backupJobs', 'guests'],
  fix: 'make-backup-job',
  check: ({ backupJobs, guests }) => {
    const count = guests.value.filter((guest) => !guest.template).length
    if (backupJobs.value.length > 0 || count === 0) return []
    return [
      {
        subject: { kind: 'cluster' as const, id: 'backup' },
        params: { guests: count },
        evidence: [seen(backupJobs, 'backup jobs', 0)],
      },
    ]
  },
})
