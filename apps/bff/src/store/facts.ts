import { z } from 'zod'
import type { Database } from './database.ts'

/** A person's rights as PVE last told them, so that a known session still sees only what that person may see. */
export type StoredViewer = {
  cluster: string
  user: string
  rights: Record<string, Record<string, number>>
  denied: string[]
  readAt: number
}

const Rights = z.record(z.string(), z.record(z.string(), z.number()))
const Denied = z.array(z.string())

export type FactStore = {
  viewers(): Promise<StoredViewer[]>
  saveViewer(viewer: StoredViewer): Promise<void>
  /** The last picture of a cluster as text; null when there is none. */
  picture(cluster: string): Promise<{ at: number; text: string } | null>
  savePicture(cluster: string, at: number, text: string): Promise<void>
  setting(key: string): Promise<string | null>
  saveSetting(key: string, value: string): Promise<void>
}

export function factStore(database: Database): FactStore {
  return {
    async viewers() {
      const rows = await database.selectFrom('viewers').selectAll().execute()
      return rows.map((row) => ({
        cluster: row.cluster,
        user: row.user,
        rights: Rights.parse(JSON.parse(row.rights)),
        denied: Denied.parse(JSON.parse(row.denied)),
        readAt: row.read_at,
      }))
    },
    async saveViewer(viewer) {
      const values = {
        rights: JSON.stringify(viewer.rights),
        denied: JSON.stringify(viewer.denied),
        read_at: viewer.readAt,
      }
      await database
        .insertInto('viewers')
        .values({ cluster: viewer.cluster, user: viewer.user, ...values })
        .onConflict((conflict) => conflict.columns(['cluster', 'user']).doUpdateSet(values))
        .execute()
    },
    async picture(cluster) {
      const row = await database.selectFrom('pictures').selectAll().where('cluster', '=', cluster).executeTakeFirst()
      return row ? { at: row.at, text: row.picture } : null
    },
    async savePicture(cluster, at, text) {
      await database
        .insertInto('pictures')
        .values({ cluster, at, picture: text })
        .onConflict((conflict) => conflict.column('cluster').doUpdateSet({ at, picture: text }))
        .execute()
    },
    async setting(key) {
      return (
        (await database.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst())?.value ?? null
      )
    },
    async saveSetting(key, value) {
      await database
        .insertInto('settings')
        .values({ key, value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute()
    },
  }
}
