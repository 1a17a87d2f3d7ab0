import type { RunCheck, RunImpact, RunLogEntry, RunSubject, Said } from '@steward/contracts'
import type { LogLine, RunRecord } from '@steward/runbooks'
import { isOver } from '@steward/runbooks'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from './database.ts'

/** What was shown before it was started. */
export type StoredPlan = { title: Said; subject: RunSubject; checks: RunCheck[]; impact: RunImpact }
export type StoredRun = { record: RunRecord; plan: StoredPlan }
export type NewRun = { record: Omit<RunRecord, 'id'>; plan: StoredPlan }

/** Why a run could not be stored: the same request was here before, or another run is at work on the subject. */
export type Taken = { kind: 'same'; id: number } | { kind: 'busy'; id: number }

/** Runs with their append-only logs; each save is on the disk before it resolves. */
export type RunStore = {
  create(run: NewRun): Promise<{ kind: 'created'; id: number } | Taken>
  save(record: RunRecord): Promise<void>
  /** In another's name from now on. */
  note(run: number, at: number, user: string, line: LogLine): Promise<void>
  find(cluster: string, id: number): Promise<StoredRun | null>
  /** Newest first, those under way however old; runs of many in place of their parts. */
  list(cluster: string): Promise<StoredRun[]>
  childrenOf(parent: number): Promise<StoredRun[]>
  log(run: number): Promise<RunLogEntry[]>
  /** Of all clusters: what was under way when the process ended. */
  unfinished(): Promise<StoredRun[]>
  busy(cluster: string, subject: RunSubject): Promise<number | null>
  /** The cluster is gone for good; another one may bear its id one day. What was done stays in the audit log. */
  forget(cluster: string): Promise<void>
  /** The number that the next run gets, if no other comes first. */
  nextId(): Promise<number>
  /** The run that this very request of this person has started. */
  byKey(cluster: string, user: string, key: string): Promise<number | null>
}

const Record = z.custom<RunRecord>((value) => typeof value === 'object' && value !== null && 'steps' in value)
const Plan = z.custom<StoredPlan>((value) => typeof value === 'object' && value !== null && 'subject' in value)
const listed = 300

const subjectText = ({ kind, id }: RunSubject) => `${kind}/${id}`

export function runStore(database: Database): RunStore {
  type Row = { id: number; record: string; plan: string }
  const read = (row: Row): StoredRun => ({
    record: { ...Record.parse(JSON.parse(row.record)), id: row.id },
    plan: Plan.parse(JSON.parse(row.plan)),
  })
  const select = () => database.selectFrom('runs').select(['id', 'record', 'plan'])
  const idOf = async (query: Promise<{ id: number } | undefined>) => (await query)?.id ?? null
  const byKey = (cluster: string, user: string, key: string) =>
    idOf(
      database
        .selectFrom('runs')
        .select('id')
        .where('cluster', '=', cluster)
        .where('user', '=', user)
        .where('key', '=', key)
        .executeTakeFirst(),
    )
  const busy = (cluster: string, subject: RunSubject) =>
    idOf(
      database
        .selectFrom('runs')
        .select('id')
        .where('cluster', '=', cluster)
        .where('subject', '=', subjectText(subject))
        .where('active', '=', 1)
        .executeTakeFirst(),
    )

  return {
    busy,
    byKey,
    async nextId() {
      const last = await database
        .selectFrom('runs')
        .select(({ fn }) => fn.max('id').as('id'))
        .executeTakeFirst()
      return (last?.id ?? 0) + 1
    },
    async create({ record, plan }) {
      const { cluster, user, key, parent } = record
      const values = {
        cluster,
        user,
        key,
        parent,
        subject: subjectText(plan.subject),
        active: 1,
        started_at: record.startedAt,
        record: JSON.stringify(record),
        plan: JSON.stringify(plan),
      }
      try {
        // The indexes decide, not a look before: two requests may arrive at once.
        const { id } = await database.insertInto('runs').values(values).returning('id').executeTakeFirstOrThrow()
        return { kind: 'created', id }
      } catch (error) {
        const same = await byKey(cluster, user, key)
        if (same !== null) return { kind: 'same', id: same }
        const other = await busy(cluster, plan.subject)
        if (other !== null) return { kind: 'busy', id: other }
        throw error
      }
    },
    async save(record) {
      await database
        .updateTable('runs')
        .set({ record: JSON.stringify(record), active: isOver(record) ? 0 : 1, user: record.user })
        .where('id', '=', record.id)
        .execute()
    },
    async note(run, at, user, { step, kind, text }) {
      // In one statement: the engine and a person may write a line at the same moment.
      await sql`insert into run_log (run, seq, at, step, kind, text, user)
        select ${run}, coalesce(max(seq), 0) + 1, ${at}, ${step}, ${kind}, ${text.slice(0, 4000)}, ${user}
        from run_log where run = ${run}`.execute(database)
    },
    async find(cluster, id) {
      const row = await select().where('cluster', '=', cluster).where('id', '=', id).executeTakeFirst()
      return row ? read(row) : null
    },
    async list(cluster) {
      const rows = await select()
        .where('cluster', '=', cluster)
        .where('parent', 'is', null)
        .orderBy('active', 'desc')
        .orderBy('id', 'desc')
        .limit(listed)
        .execute()
      return rows.toSorted((a, b) => b.id - a.id).map(read)
    },
    async childrenOf(parent) {
      return (await select().where('parent', '=', parent).orderBy('id').execute()).map(read)
    },
    async log(run) {
      const rows = await database.selectFrom('run_log').selectAll().where('run', '=', run).orderBy('seq').execute()
      return rows.map(({ at, step, kind, text, user }) => ({ at, step, kind: Kind.parse(kind), text, user }))
    },
    async forget(cluster) {
      const gone = database.selectFrom('runs').select('id').where('cluster', '=', cluster)
      await database.deleteFrom('run_log').where('run', 'in', gone).execute()
      await database.deleteFrom('runs').where('cluster', '=', cluster).execute()
    },
    async unfinished() {
      return (await select().where('active', '=', 1).orderBy('id').execute()).map(read)
    },
  }
}

const Kind = z.enum(['state', 'call', 'answer', 'task', 'person'])
