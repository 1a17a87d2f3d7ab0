/** Backup jobs and what they leave out. */
export const backup = {
  'backup-job-disabled.title': 'A backup job is switched off',
  'backup-job-disabled.says': 'A backup that is set up does not run.',
  'backup-job-disabled.detail': 'The job {{job}} is disabled.',
  'backup-job-disabled.cost': 'It looks like a backup in the list, and makes none.',
  'backup-storage-missing.title': 'A backup job has nowhere to write',
  'backup-storage-missing.says': 'The place for the backups does not exist or is switched off.',
  'backup-storage-missing.detail': 'The job {{job}} writes to {{storage}}, which is not there or disabled.',
  'backup-storage-missing.cost': 'It fails each time; there are no new backups.',
  'backup-retention-missing.title': 'Old backups are never removed',
  'backup-retention-missing.says': 'Every backup is kept for ever, until the storage is full.',
  'backup-retention-missing.detail':
    'Neither the job {{job}} nor its storage {{storage}} says how many backups to keep.',
  'backup-retention-missing.cost': 'One day the storage is full, and then all its backups fail.',
  'backup-job-missing.title': 'There is no backup job',
  'backup-job-missing.says': 'Nothing here is backed up by PVE.',
  'backup-job-missing.detail':
    '{{guests}} guests and no backup job. Backups made inside guests or by scripts cannot be seen from here.',
  'backup-job-missing.cost': 'When a disk fails, what was on it is gone.',
  'guests-not-backed-up.title': 'Guests without a backup',
  'guests-not-backed-up.says': 'Some guests are in no backup job.',
  'guests-not-backed-up.detail': 'In no job ({{count}}): {{guests}}.',
  'guests-not-backed-up.cost': 'When one of them is lost, there is nothing to bring it back from.',
  'backup-failed.title': 'The last backup failed',
  'backup-failed.says': 'The newest backup did not work.',
  'backup-failed.detail': 'On {{node}} (guest: {{about}}). PVE said: {{error}}',
  'backup-failed.cost': 'The newest good backup grows older each day.',
} as const
