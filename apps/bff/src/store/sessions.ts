import { z } from 'zod'
import type { Database } from './database.ts'

/** What of a session survives a restart: who it was, never a ticket. */
export type StoredSession = {
  idHash: string
  createdAt: number
  lastSeenAt: number
  absoluteEnd: number
  holders: { cluster: string; user: string }[]
}

const Holders = z.array(z.object({ cluster: z.string(), user: z.string() }))

export type SessionStore = {
  list(): Promise<StoredSession[]>
  save(session: StoredSession): Promise<void>
  remove(idHashes: readonly string[]): Promise<void>
}

export function sessionStore(database: Database): SessionStore {
  return {
    async list() {
      const rows = await database.selectFrom('sessions').selectAll().execute()
      return rows.map((row) => ({
        idHash: row.id_hash,
        createdAt: row.created_at,
        lastSeenAt: row.last_seen_at,
        absoluteEnd: row.absolute_end,
        holders: Holders.parse(JSON.parse(row.holders)),
      }))
    },
    async save(session) {
      const values = {
        created_at: session.createdAt,
        last_seen_at: session.lastSeenAt,
        absolute_end: session.absoluteEnd,
        holders: JSON.stringify(session.holders),
      }
      await database
        .insertInto('sessions')
        .values({ id_hash: session.idHash, ...values })
        .onConflict((conflict) => conflict.column('id_hash').doUpdateSet(values))
        .execute()
    },
    async remove(idHashes) {
      if (idHashes.length > 0)
        await database
          .deleteFrom('sessions')
          .where('id_hash', 'in', [...idHashes])
          .execute()
    },
  }
}
