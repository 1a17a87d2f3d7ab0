import type { Runbook } from './define-runbook.ts'
import { guestAgent } from './guest/agent.ts'
import { guestBackup } from './guest/backup.ts'
import { guestBootOrder } from './guest/boot-order.ts'
import { guestClearLock } from './guest/clear-lock.ts'
import { guestCloudInit } from './guest/cloud-init.ts'
import { guestConfig } from './guest/config.ts'
import { guestDelete } from './guest/delete.ts'
import { guestDiskGrow } from './guest/disk.ts'
import { guestEndTask } from './guest/end-task.ts'
import { guestFix } from './guest/fix.ts'
import { haClearError } from './guest/ha-error.ts'
import { guestDiscardHibernation } from './guest/hibernation.ts'
import { guestMigrate } from './guest/migrate.ts'
import { guestPower } from './guest/power.ts'
import { guestRescue } from './guest/rescue.ts'
import { guestRollback, guestSnapshot, guestSnapshotDelete } from './guest/snapshot.ts'
import { nodePower } from './node/power.ts'

/** Every runbook. */
export const runbooks: readonly Runbook[] = [
  guestPower,
  guestRescue,
  guestClearLock,
  guestSnapshot,
  guestRollback,
  guestSnapshotDelete,
  guestBackup,
  guestMigrate,
  guestConfig,
  guestDiskGrow,
  guestDelete,
  guestEndTask,
  guestDiscardHibernation,
  guestAgent,
  guestCloudInit,
  guestBootOrder,
  guestFix,
  haClearError,
  nodePower,
]

const byId = new Map(runbooks.map((book) => [book.id, book]))
export const findRunbook = (id: string): Runbook | null => byId.get(id) ?? null
