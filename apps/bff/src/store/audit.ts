import { createHash } from 'node:crypto'
import type { AuditRow } from '@steward/contracts'
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
  /** Newest first, at most 200. */
  list(before: number | undefined): Promise<AuditRow[]>
  /** The first row whose hash does not fit its content and predecessor; null when the chain holds. */
  firstBroken(): Promise<number | null>
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
    async list(before) {
      const query = database.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(200)
      const rows = await (before === undefined ? query : query.where('seq', '<', before)).execute()
      return rows.map((row) => ({
        ...row,
        calls: Calls.parse(JSON.parse(row.calls)),
        outcome: Outcome.parse(row.outcome),
      }))
    },
    async firstBroken() {
      let previous = ''
      for (const row of await database.selectFrom('audit').selectAll().orderBy('seq').execute()) {
        const { hash, seq, ...content } = row
        if (hash !== chainHash(previous, seq, content)) return seq
        previous = hash
      }
      return null
    },
  }
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
