import { sql, type Generated } from 'kysely'
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
  runs: {
    id: Generated<number>
    cluster: string
    /** `<kind>/<id>`; one run at a time is at work on it. */
    subject: string
    active: number
    user: string
    /** Of the request that started it. */
    key: string
    parent: number | null
    started_at: number
    record: string
    /** Checks, title and impact as they were when it was started. */
    plan: string
  }
  run_log: { run: number; seq: number; at: number; step: string | null; kind: string; text: string; user: string }
  freezes: { cluster: string; freeze: string }
  /** Steward's own SSH key; one row. */
  channel_keys: { id: number; public_key: string; private_key: string }
  channels: {
    cluster: string
    node: string
    host: string
    port: number
    user: string
    host_key: string | null
    seen_host_key: string | null
    proven_at: number | null
    /** Of the dispatcher that was proven. */
    proven_digest: string | null
    probes: string
    problem: string | null
  }
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
  '0003-runs': {
    async up(db) {
      const changes = [
        sql`create table runs (id integer primary key autoincrement, cluster text not null, subject text not null, active integer not null, user text not null, key text not null, parent integer, started_at integer not null, record text not null, plan text not null) strict`,
        sql`create unique index runs_key on runs (cluster, user, key)`,
        // Two runs on one guest at a time cannot be stored, whoever asks and however fast.
        sql`create unique index runs_busy on runs (cluster, subject) where active = 1`,
        sql`create index runs_parent on runs (parent)`,
        sql`create table run_log (run integer not null, seq integer not null, at integer not null, step text, kind text not null, text text not null, user text not null, primary key (run, seq)) strict`,
        sql`create table freezes (cluster text primary key, freeze text not null) strict`,
      ]
      for (const change of changes) await change.execute(db)
    },
  },
  '0004-channel': {
    async up(db) {
      const changes = [
        sql`create table channel_keys (id integer primary key check (id = 1), public_key text not null, private_key text not null) strict`,
        sql`create table channels (cluster text not null, node text not null, host text not null, port integer not null, user text not null, host_key text, seen_host_key text, proven_at integer, proven_digest text, probes text not null, problem text, primary key (cluster, node)) strict`,
      ]
      for (const change of changes) await change.execute(db)
    },
  },
}
