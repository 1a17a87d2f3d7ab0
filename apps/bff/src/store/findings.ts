import type { FindingRow, RuleSettings } from '@steward/contracts'
import { z } from 'zod'
import type { Database } from './database.ts'

/** Findings with their lives, what was observed, and the settings of the rules; kept over restarts. */
export type FindingStore = {
  list(cluster: string): Promise<FindingRow[]>
  save(cluster: string, rows: readonly FindingRow[], gone: readonly string[]): Promise<void>
  observed(cluster: string): Promise<string | null>
  saveObserved(cluster: string, text: string): Promise<void>
  settings(cluster: string): Promise<RuleSettings | null>
  saveSettings(cluster: string, settings: RuleSettings): Promise<void>
}

const Settings = z.object({
  profile: z.enum(['home', 'production']),
  switches: z.record(z.string(), z.boolean()),
  thresholds: z.record(z.string(), z.number()),
  ignores: z.array(z.string()),
})
const Row = z.custom<FindingRow>(
  (value) => typeof value === 'object' && value !== null && 'rule' in value && 'subject' in value,
)

export function findingStore(database: Database): FindingStore {
  const setting = async (key: string) =>
    (await database.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst())?.value ?? null
  const saveSetting = async (key: string, value: string) => {
    await database
      .insertInto('settings')
      .values({ key, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute()
  }
  return {
    async list(cluster) {
      const rows = await database.selectFrom('findings').select('row').where('cluster', '=', cluster).execute()
      return rows.flatMap(({ row }) => {
        const parsed = Row.safeParse(JSON.parse(row))
        return parsed.success ? [parsed.data] : []
      })
    },
    async save(cluster, rows, gone) {
      await database.transaction().execute(async (transaction) => {
        for (const row of rows) {
          const text = JSON.stringify(row)
          await transaction
            .insertInto('findings')
            .values({ cluster, id: row.id, row: text })
            .onConflict((conflict) => conflict.columns(['cluster', 'id']).doUpdateSet({ row: text }))
            .execute()
        }
        for (const id of gone)
          await transaction.deleteFrom('findings').where('cluster', '=', cluster).where('id', '=', id).execute()
      })
    },
    observed: (cluster) => setting(`observed/${cluster}`),
    saveObserved: (cluster, text) => saveSetting(`observed/${cluster}`, text),
    async settings(cluster) {
      const text = await setting(`rules/${cluster}`)
      return text === null ? null : Settings.parse(JSON.parse(text))
    },
    saveSettings: (cluster, settings) => saveSetting(`rules/${cluster}`, JSON.stringify(settings)),
  }
}
