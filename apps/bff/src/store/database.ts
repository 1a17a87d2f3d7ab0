import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import { ConfigError } from '../config.ts'
import { migrations, type Tables } from './schema.ts'

export type Database = Kysely<Tables>

/**
 * Opens the database in the data folder, brings it to this version, and backs it up before it is changed.
 * Throws ConfigError with a sentence that says what to do when the folder or file cannot be used.
 */
export async function openDatabase(dataDir: string, steps: Record<string, Migration> = migrations): Promise<Database> {
  prepareFolder(dataDir)
  const file = join(dataDir, 'steward.db')
  const sqlite = openFile(file)
  const database = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqlite }) })
  try {
    await migrate({ database, sqlite, file, steps })
  } catch (error) {
    await database.destroy()
    throw error
  }
  return database
}

function prepareFolder(dataDir: string) {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    throw new ConfigError(
      `The data folder ${dataDir} cannot be written. Give this user the right to write there, or set STEWARD_DATA_DIR to another folder.`,
    )
  }
}

function openFile(file: string): SQLite.Database {
  try {
    const sqlite = new SQLite(file)
    sqlite.pragma('journal_mode = WAL')
    sqlite.pragma('foreign_keys = ON')
    // What a run is about to send is saved before it is sent, and must also outlive a power cut.
    sqlite.pragma('synchronous = FULL')
    return sqlite
  } catch (error) {
    throw new ConfigError(
      `The database ${file} cannot be opened (${error instanceof Error ? error.message : String(error)}). Restore it from a backup, or move it away to start afresh.`,
    )
  }
}

type Store = { database: Database; sqlite: SQLite.Database; file: string; steps: Record<string, Migration> }

async function migrate({ database, sqlite, file, steps }: Store) {
  const migrator = new Migrator({ db: database, provider: { getMigrations: () => Promise.resolve(steps) } })
  const known = new Set(Object.keys(steps))
  const applied = appliedMigrations(sqlite)
  const newer = applied.filter((name) => !known.has(name))
  if (newer.length > 0)
    throw new ConfigError(
      `The database ${file} was written by a newer Steward (it knows ${newer.join(', ')}). Start that version again, or restore the backup that was made before the upgrade.`,
    )
  const pending = [...known].filter((name) => !applied.includes(name))
  if (applied.length > 0 && pending.length > 0) await sqlite.backup(`${file}.before-${pending[0]}`)
  const { error } = await migrator.migrateToLatest()
  if (error)
    throw new ConfigError(
      `The database ${file} could not be brought to this version (${error instanceof Error ? error.message : JSON.stringify(error)}). The backup beside it is untouched.`,
    )
}

function appliedMigrations(sqlite: SQLite.Database): string[] {
  const table = sqlite.prepare("select 1 from sqlite_master where type = 'table' and name = 'kysely_migration'").get()
  if (table === undefined) return []
  return sqlite
    .prepare('select name from kysely_migration order by name')
    .pluck()
    .all()
    .map((name) => String(name))
}
