import type { Runbook } from './define-runbook.ts'
import { guestPower } from './guest/power.ts'

/** Every runbook. */
export const runbooks: readonly Runbook[] = [guestPower]

const byId = new Map(runbooks.map((book) => [book.id, book]))
export const findRunbook = (id: string): Runbook | null => byId.get(id) ?? null
