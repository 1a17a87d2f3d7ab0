import type { Runbook } from './define-runbook.ts'
import { guestClearLock } from './guest/clear-lock.ts'
import { guestPower } from './guest/power.ts'
import { guestRescue } from './guest/rescue.ts'

/** Every runbook. */
export const runbooks: readonly Runbook[] = [guestPower, guestRescue, guestClearLock]

const byId = new Map(runbooks.map((book) => [book.id, book]))
export const findRunbook = (id: string): Runbook | null => byId.get(id) ?? null
