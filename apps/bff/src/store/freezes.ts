import type { Freeze } from '@steward/contracts'
import { z } from 'zod'
import type { Database } from './database.ts'

/** Which clusters are frozen; a restart must not thaw one. */
export type FreezeStore = {
  read(cluster: string): Promise<Freeze | null>
  save(cluster: string, freeze: Freeze | null): Promise<void>
}

const Stored = z.object({ by: z.string(), at: z.number(), until: z.number().nullable(), reason: z.string() })

export function freezeStore(database: Database): FreezeStore {
  return {
    async read(cluster) {
      const row = await database
        .selectFrom('freezes')
        .select('freeze')
        .where('cluster', '=', cluster)
        .executeTakeFirst()
      return row ? Stored.parse(JSON.parse(row.freeze)) : null
    },
    async save(cluster, freeze) {
      if (freeze === null) return void (await database.deleteFrom('freezes').where('cluster', '=', cluster).execute())
      // In one statement: a process that ends between two must not have thawed it.
      const text = JSON.stringify(freeze)
      await database
        .insertInto('freezes')
        .values({ cluster, freeze: text })
        .onConflict((conflict) => conflict.column('cluster').doUpdateSet({ freeze: text }))
        .execute()
    },
  }
}
