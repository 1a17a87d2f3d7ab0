import { createHash } from 'node:crypto'
import type { AuditCheck, AuditRow } from '@steward/contracts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from './database.ts'

const Calls = z.array(
  z.object({
    method: z.string(),
    path: z.string(),
    parameters: z.record(z.string(), z.string()),
    status: z.number().nullable(),
    result: z.string(),
  }),
)
const Outcome = z.enum(['done', 'failed', 'refused'])

export type AuditEntry = Omit<AuditRow, 'seq' | 'hash'>
export type AuditLog = {
  append(entry: AuditEntry): Promise<void>
  /** Newest first, at most 200; with `text`, those that hold it anywhere. */
  list(before: number | undefined, text?: string): Promise<AuditRow[]>
  /** Computes the whole chain anew. Rows cut off at the end leave a chain that holds: keep a copy of the last hash. */
  check(): Promise<AuditCheck>
}

/**
 * Who did what, when, from where, with which calls. Append-only; each row's hash covers its content and the hash before,
 * so that a row that was changed or taken out later is noticed.
 */
export function auditLog(database: Database): AuditLog {
  let tail: Promise<unknown> = Promise.resolve()
  return {
    append(entry) {
      // One after the other: each row needs the hash of the row before.
      const written = tail.then(() => appendRow(database, entry))
      tail = written.catch(() => undefined)
      return written
    },
    async list(before, text) {
      let query = database.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(200)
      if (before !== undefined) query = query.where('seq', '<', before)
      if (text !== undefined && text.trim() !== '') query = query.where(holds(text.trim()))
      return (await query.execute()).map((row) => ({
        ...row,
        calls: Calls.parse(JSON.parse(row.calls)),
        outcome: Outcome.parse(row.outcome),
      }))
    },
    async check() {
      let previous = ''
      let firstBroken: number | null = null
      let last: AuditCheck['last'] = null
      let rows = 0
      for (const row of await database.selectFrom('audit').selectAll().orderBy('seq').execute()) {
        const { hash, seq, ...content } = row
        rows += 1
        if (firstBroken === null && hash !== chainHash(previous, seq, content)) firstBroken = seq
        previous = hash
        last = { seq, hash }
      }
      return { rows, firstBroken, last }
    },
  }
}

/** The text anywhere in a row; the signs that `like` gives a meaning are taken as they are. */
function holds(text: string) {
  const pattern = `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return sql<boolean>`(user || ' ' || address || ' ' || action || ' ' || detail || ' ' || coalesce(cluster, '') || ' ' || calls) like ${pattern} escape '\\'`
}

async function appendRow(database: Database, entry: AuditEntry) {
  const last = await database
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const seq = (last?.seq ?? 0) + 1
  const content = { ...entry, calls: JSON.stringify(entry.calls) }
  await database
    .insertInto('audit')
    .values({ seq, ...content, hash: chainHash(last?.hash ?? '', seq, content) })
    .execute()
}

type Content = Omit<AuditEntry, 'calls'> & { calls: string }

function chainHash(previous: string, seq: number, row: Omit<Content, 'outcome'> & { outcome: string }): string {
  const fields = [seq, row.at, row.cluster, row.user, row.address, row.action, row.calls, row.outcome, row.detail]
  return createHash('sha256')
    .update(JSON.stringify([previous, ...fields]))
    .digest('hex')
}
