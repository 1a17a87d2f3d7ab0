import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The tables. Times are Unix seconds; JSON columns hold what is only ever read and written whole. */
export type Tables = {
  connections: {
    id: string
    name: string
    created_at: number
    reading: string | null
    token: string | null
    token_id: string | null
    made_reader: number
    endpoints: string
  }
  sessions: { id_hash: string; created_at: number; last_seen_at: number; absolute_end: number; holders: string }
  viewers: { cluster: string; user: string; rights: string; denied: string; read_at: number }
  pictures: { cluster: string; at: number; picture: string }
  audit: {
    seq: number
    at: number
    cluster: string | null
    user: string
    address: string
    action: string
    calls: string
    outcome: string
    detail: string
    hash: string
  }
  settings: { key: string; value: string }
  findings: { cluster: string; id: string; row: string }
}

/** Migrations as code, in order. A released one is never changed: a new one is added. */
export const migrations: Record<string, Migration> = {
  '0001-start': {
    async up(db) {
      const tables = [
        sql`create table connections (id text primary key, name text not null, created_at integer not null, reading text, token text, token_id text, made_reader integer not null, endpoints text not null) strict`,
        sql`create table sessions (id_hash text primary key, created_at integer not null, last_seen_at integer not null, absolute_end integer not null, holders text not null) strict`,
        sql`create table viewers (cluster text not null, user text not null, rights text not null, denied text not null, read_at integer not null, primary key (cluster, user)) strict`,
        sql`create table pictures (cluster text primary key, at integer not null, picture text not null) strict`,
        sql`create table audit (seq integer primary key, at integer not null, cluster text, user text not null, address text not null, action text not null, calls text not null, outcome text not null, detail text not null, hash text not null) strict`,
        sql`create table settings (key text primary key, value text not null) strict`,
      ]
      for (const table of tables) await table.execute(db)
    },
  },
  '0002-findings': {
    async up(db) {
      await sql`create table findings (cluster text not null, id text not null, row text not null, primary key (cluster, id)) strict`.execute(
        db,
      )
    },
  },
}
