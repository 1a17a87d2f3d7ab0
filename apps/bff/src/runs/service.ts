import { createHash } from 'node:crypto'
import type { RunPlan, RunReply, RunRow } from '@steward/contracts'
import type { PveAuth } from '@steward/pve-client'
import {
  findRunbook,
  isOver,
  makePlan,
  mayHaveChanged,
  newStep,
  toPlannedStep,
  type Json,
  type Planned,
  type RunRecord,
} from '@steward/runbooks'
import { AppError } from '../app-error.ts'
import { seconds, type Clock } from '../clock.ts'
import type { Cluster, Sight } from '../clusters/cluster.ts'
import { commandsFor } from '../services/features.ts'
import { may } from '../services/visibility.ts'
import type { RunStore, StoredRun } from '../store/runs.ts'
import { createLook } from './look.ts'
import type { Drive } from './drive.ts'

/** Somebody with a ticket of their own. */
export type Person = { user: string; address: string; cluster: Cluster; sight: Sight; auth: PveAuth }
export type Wanted = { runbook: string; input: unknown }
export type Start = Wanted & { hash: string; key: string; confirm?: string | undefined }
export type Decision = 'cancel' | 'retry' | 'undo' | 'give-up' | 'take-over'

export type RunService = {
  plan(person: Person, wanted: Wanted): Promise<RunPlan>
  start(person: Person, start: Start): Promise<{ id: number }>
  /** Under a run of many: checked again, not shown. */
  startChild(person: Person, wanted: Wanted & { key: string; parent: number }): Promise<{ id: number }>
  list(cluster: Cluster, sight: Sight, user: string): Promise<RunRow[]>
  read(cluster: Cluster, sight: Sight, user: string, id: number): Promise<RunReply>
  decide(person: Person, id: number, what: Decision): Promise<void>
  /** The run as it is kept, for who may see it. */
  find(cluster: Cluster, sight: Sight, user: string, id: number): Promise<StoredRun>
  /** Takes up what was under way when the process ended. */
  resume(): Promise<void>
}

type Deps = { clock: Clock; store: RunStore; drive: Drive }

export function createRunService({ clock, store, drive }: Deps): RunService {
  const lookOf = ({ cluster, user, sight, auth }: Person) =>
    createLook({ cluster, user, clock, sight: () => sight, api: () => cluster.api(auth) })

  async function planFor(
    person: Person,
    { runbook, input }: Wanted,
  ): Promise<{ planned: Planned; input: Json; plan: RunPlan }> {
    const book = findRunbook(runbook)
    if (!book) throw new AppError('bad-input', `There is no run called "${runbook}".`)
    const parsed = book.input.safeParse(input)
    if (!parsed.success) {
      const fields = Object.fromEntries(
        parsed.error.issues.map((issue) => [issue.path.join('.') || 'input', issue.message]),
      )
      throw new AppError('bad-input', 'The run was asked for with values that cannot be used.', { fields })
    }
    const planned = await makePlan(book, parsed.data, lookOf(person))
    const { facts: _facts, needs, identity, ...shown } = planned
    const missing = needs
      .filter((need) => !holds(person, need))
      .map((need) => ({ ...need, command: commandsFor(person.user, need).join('\n') }))
    const plan: RunPlan = {
      ...shown,
      missing,
      needsRoot: planned.needsRoot && person.user !== 'root@pam',
      blocked: planned.blocked || missing.length > 0,
      busyWith: await store.busy(person.cluster.record.id, planned.subject),
      hash: createHash('sha256').update(identity).digest('hex').slice(0, 32),
    }
    // The book's own schema has made plain JSON of it.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return { planned, plan, input: parsed.data as Json }
  }

  async function begin(
    person: Person,
    { planned, input, key, parent }: { planned: Planned; input: Json; key: string; parent: number | null },
  ): Promise<{ id: number }> {
    const record: Omit<RunRecord, 'id'> = {
      cluster: person.cluster.record.id,
      runbook: planned.runbook,
      input,
      facts: planned.facts,
      user: person.user,
      address: person.address,
      key,
      state: 'running',
      pausedFor: null,
      problem: null,
      cancelling: false,
      undoing: false,
      startedAt: seconds(clock),
      endedAt: null,
      parent,
      steps: planned.steps.map((step) => newStep(step.id)),
    }
    const { title, subject, checks, impact } = planned
    const plan = { title, subject, checks, impact }
    const created = await store.create({ record, plan })
    if (created.kind === 'busy')
      throw new AppError('run-busy', `Run R-${created.id} is at work on it. Wait for it, or open it and cancel it.`)
    if (created.kind === 'created') drive.go({ ...record, id: created.id }, plan)
    return { id: created.id }
  }

  async function find(cluster: Cluster, sight: Sight, user: string, id: number): Promise<StoredRun> {
    const stored = await store.find(cluster.record.id, id)
    if (!stored || !sees({ cluster, sight, user }, stored))
      throw new AppError('run-unknown', `There is no run R-${id}.`)
    const live = drive.live(id)
    return live ? { ...stored, record: live } : stored
  }

  async function rowOf(stored: StoredRun): Promise<RunRow> {
    const live = drive.live(stored.record.id)
    const { plan } = stored
    const record = live ?? stored.record
    const children = record.runbook === 'many' ? await store.childrenOf(record.id) : []
    return {
      id: record.id,
      runbook: record.runbook,
      subject: plan.subject,
      title: plan.title,
      state: record.state,
      pausedFor: record.pausedFor,
      user: record.user,
      startedAt: record.startedAt,
      endedAt: record.endedAt,
      stepsDone: record.steps.filter((step) => step.state === 'done' || step.state === 'skipped').length,
      stepsTotal: record.steps.length,
      parent: record.parent,
      children:
        record.runbook === 'many'
          ? {
              total: children.length,
              ended: children.filter((child) => isOver(child.record)).length,
              failed: children.filter((child) => isOver(child.record) && child.record.state !== 'succeeded').length,
            }
          : null,
    }
  }

  return {
    find,
    plan: async (person, wanted) => (await planFor(person, wanted)).plan,
    async start(person, { runbook, input, hash, key, confirm }) {
      if (person.cluster.freeze)
        throw new AppError('frozen', `Changes to this cluster are stopped: ${person.cluster.freeze.reason}`)
      const made = await planFor(person, { runbook, input })
      if (made.plan.blocked) throw new AppError('run-blocked', 'A check stands against it. Read the plan again.')
      if (made.plan.hash !== hash)
        throw new AppError('run-plan-changed', 'Something has changed since this plan was made. Read the new one.')
      if (made.plan.confirm !== null && confirm?.trim() !== made.plan.confirm)
        throw new AppError('run-not-confirmed', `Type "${made.plan.confirm}" to confirm.`)
      return begin(person, { ...made, key, parent: null })
    },
    async startChild(person, { runbook, input, key, parent }) {
      const made = await planFor(person, { runbook, input })
      if (made.plan.blocked)
        throw new AppError('run-blocked', made.plan.missing[0]?.privilege ?? 'a check stands against it')
      return begin(person, { ...made, key, parent })
    },
    async list(cluster, sight, user) {
      const all = await store.list(cluster.record.id)
      return Promise.all(all.filter((run) => sees({ cluster, sight, user }, run)).map(rowOf))
    },
    async read(cluster, sight, user, id) {
      const stored = await find(cluster, sight, user, id)
      const { record, plan } = stored
      const book = findRunbook(record.runbook)
      const steps = book?.steps(record.input, record.facts) ?? []
      const own = record.user === user
      const admin = may(cluster.viewers.get(user)?.rights ?? {}, '/', 'Sys.Modify')
      const over = isOver(record)
      const stuck = record.state === 'needs-attention'
      const children = record.runbook === 'many' ? await store.childrenOf(id) : []
      return {
        ...(await rowOf(stored)),
        input: record.input,
        checks: plan.checks,
        impact: plan.impact,
        problem: record.problem,
        cancelling: record.cancelling,
        steps: steps.map((step) => {
          const { state, startedAt, endedAt, upid, problem, words } =
            record.steps.find((one) => one.id === step.id) ?? newStep(step.id)
          return { ...toPlannedStep(step), state, startedAt, endedAt, upid, problem, words }
        }),
        may: {
          cancel: !over && !stuck && !record.cancelling && (own || admin),
          retry: stuck && own,
          undo: stuck && own && !record.undoing && record.steps.some(mayHaveChanged),
          giveUp: stuck && (own || admin),
          takeOver: !over && !own && (stuck || record.state === 'paused'),
          signInAsRoot: record.pausedFor === 'root-sign-in' && own,
        },
        log: await store.log(id),
        runs: await Promise.all(children.map(rowOf)),
      }
    },
    async decide(person, id, what) {
      const { cluster, sight, user } = person
      const { record, plan } = await find(cluster, sight, user, id)
      const { may: allowed } = await this.read(cluster, sight, user, id)
      const granted = {
        cancel: allowed.cancel,
        retry: allowed.retry,
        undo: allowed.undo,
        'give-up': allowed.giveUp,
        'take-over': allowed.takeOver,
      }[what]
      if (!granted)
        throw new AppError('run-decision-late', 'This cannot be decided for the run as it stands. Look at it again.')
      decideOn(record, { what, user })
      await store.save(record)
      await store.note(id, seconds(clock), user, { step: null, kind: 'person', text: what })
      if (what === 'give-up') {
        record.endedAt = seconds(clock)
        record.state = 'given-up'
        await store.save(record)
        cluster.tell({ type: 'changed', topic: 'runs' })
        return
      }
      drive.go(record, plan)
    },
    async resume() {
      for (const { record, plan } of await store.unfinished())
        if (record.state === 'running' || record.state === 'paused') drive.go(record, plan)
    },
  }
}

function decideOn(record: RunRecord, { what, user }: { what: Decision; user: string }) {
  if (what === 'cancel') record.cancelling = true
  if (what === 'take-over') record.user = user
  if (what === 'undo') record.undoing = true
  if (what !== 'retry') return
  record.state = 'running'
  record.problem = null
  record.cancelling = false
  record.undoing = false
  for (const step of record.steps)
    if (step.state === 'failed' || step.state === 'doing')
      Object.assign(step, { state: 'waiting', tries: 0, problem: null, words: null, end: null, upid: null })
}

/** Rights as PVE judges them, also by the pool a guest is in. */
function holds({ cluster, user, sight }: Person, { path, privilege }: { path: string; privilege: string }): boolean {
  const rights = cluster.viewers.get(user)?.rights ?? {}
  if (may(rights, path, privilege)) return true
  const guest = /^\/vms\/(\d+)$/.exec(path)?.[1]
  const pool = guest === undefined ? null : (sight.feed.picture().guests.get(guest)?.pool ?? null)
  return pool !== null && may(rights, `/pool/${pool}`, privilege)
}

/** Runs are seen by who started them, by admins, and by who may see what they are about. */
function sees(
  { cluster, sight, user }: { cluster: Cluster; sight: Sight; user: string },
  { record, plan }: StoredRun,
): boolean {
  if (record.user === user || may(cluster.viewers.get(user)?.rights ?? {}, '/', 'Sys.Modify')) return true
  const { kind, id } = plan.subject
  if (kind === 'guest') {
    const guest = sight.feed.picture().guests.get(id)
    return guest !== undefined && sight.view.eyes.row.guests(guest) !== null
  }
  return kind === 'node' && may(cluster.viewers.get(user)?.rights ?? {}, `/nodes/${id}`, 'Sys.Audit')
}
