import type { RunCheck } from '@steward/contracts'
import { ok, warn } from '../define-runbook.ts'
import type { BackupNow } from '../look.ts'
import { say } from '../say.ts'

/** What there is to go back to, before something is lost. */
export const backupCheck = (backup: BackupNow | null): RunCheck =>
  backup
    ? ok(
        'backup',
        say('check.backup', {
          day: new Date(backup.takenAt * 1000).toISOString().slice(0, 10),
          storage: backup.storage,
        }),
      )
    : warn('backup', say('check.no-backup'))
