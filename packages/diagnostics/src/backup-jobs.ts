import type { Subject } from './define-rule.ts'
import type { BackupJob, StorageConfig } from './facts.ts'
import { parseProperties } from './guest-config.ts'

export const jobSubject = (job: BackupJob): Subject => ({ kind: 'job', id: job.id })

/** PVE writes it as a property string, and in some answers as an object. */
function limits(prune: unknown): boolean {
  const options: Record<string, unknown> =
    typeof prune === 'string'
      ? { ...parseProperties(prune).options }
      : typeof prune === 'object' && prune !== null
        ? { ...prune }
        : {}
  return Object.entries(options).some(
    ([name, value]) => /^keep-(last|hourly|daily|weekly|monthly|yearly)$/.test(name) && Number(value) > 0,
  )
}

/** Neither the job nor its storage limits how many are kept. A backup server prunes by its own jobs, unseen from here. */
export function keepsAll(job: BackupJob, storages: readonly StorageConfig[]): boolean {
  const storage = storages.find((one) => one.storage === job.storage)
  if (!storage || storage.type === 'pbs') return false
  return !limits(job['prune-backups']) && !limits(storage['prune-backups'])
}
