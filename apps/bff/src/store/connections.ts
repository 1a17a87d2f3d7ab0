import type { ReadingMode } from '@steward/contracts'
import { z } from 'zod'
import type { Database } from './database.ts'
import type { Seal } from './seal.ts'

export type StoredEndpoint = {
  node: string | null
  host: string
  port: number
  fingerprint: string | null
  from: 'person' | 'cluster' | 'system'
}
export type StoredConnection = {
  id: string
  name: string
  createdAt: number
  reading: ReadingMode | null
  /** The reading token with its secret; only ever in memory and sealed on disk. */
  token: string | null
  madeReader: boolean
  endpoints: StoredEndpoint[]
}

const Endpoints = z.array(
  z.object({
    node: z.string().nullable(),
    host: z.string(),
    port: z.number(),
    fingerprint: z.string().nullable(),
    from: z.enum(['person', 'cluster', 'system']),
  }),
)
const Reading = z.enum(['sign-in', 'token']).nullable()

export type ConnectionStore = {
  list(): Promise<StoredConnection[]>
  save(connection: StoredConnection): Promise<void>
  remove(id: string): Promise<void>
}

export function connectionStore(database: Database, seal: Seal): ConnectionStore {
  const purpose = (id: string) => `connection/${id}/token`
  return {
    async list() {
      const rows = await database.selectFrom('connections').selectAll().orderBy('created_at').execute()
      return rows.map((row) => ({
        id: row.id,
        name: row.name,
        createdAt: row.created_at,
        reading: Reading.parse(row.reading),
        token: row.token === null ? null : seal.open(row.token, purpose(row.id)),
        madeReader: row.made_reader === 1,
        endpoints: Endpoints.parse(JSON.parse(row.endpoints)),
      }))
    },
    async save(connection) {
      const values = {
        name: connection.name,
        created_at: connection.createdAt,
        reading: connection.reading,
        token: connection.token === null ? null : seal.seal(connection.token, purpose(connection.id)),
        token_id: connection.token?.split('=')[0] ?? null,
        made_reader: connection.madeReader ? 1 : 0,
        endpoints: JSON.stringify(connection.endpoints),
      }
      await database
        .insertInto('connections')
        .values({ id: connection.id, ...values })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
        .execute()
    },
    async remove(id) {
      for (const table of ['viewers', 'pictures', 'findings', 'channels'] as const)
        await database.deleteFrom(table).where('cluster', '=', id).execute()
      await database.deleteFrom('connections').where('id', '=', id).execute()
    },
  }
}
