import type { RunPlan, RunReply, RunRow } from '@steward/contracts'
import {
  chooseRetry,
  chooseUndo,
  findRunbook,
  isOver,
  manyId,
  newStep,
  PveAway,
  TicketGone,
  type RunRecord,
} from '@steward/runbooks'
import { AppError } from '../app-error.ts'
import { seconds, type Clock } from '../clock.ts'
import type { RunStore, StoredRun } from '../store/runs.ts'
import type { Drive } from './drive.ts'
import { sees, type Person, type Viewer } from './person.ts'
import type { Made, Planner, Wanted } from './plans.ts'
import type { SharedGuests } from './shared-guests.ts'
import { decisionsFor, toReply, toRow } from './views.ts'

export type Start = Wanted & { hash: string; key: string; confirm?: string | undefined }
export type Part = Wanted & { key: string; parent: number; shared: SharedGuests }
export type Decision = 'cancel' | 'retry' | 'undo' | 'give-up' | 'take-over'

export type RunService = {
  plan(person: Person, wanted: Wanted): Promise<RunPlan>
  /** Starts exactly the plan that was shown; the same request again answers the same run. */
  start(person: Person, start: Start): Promise<{ id: number }>
  /** One part of a run of many: checked again, not shown. */
  startPart(person: Person, part: Part): Promise<{ id: number }>
  list(viewer: Viewer): Promise<RunRow[]>
  read(viewer: Viewer, id: number): Promise<RunReply>
  decide(person: Person, id: number, what: Decision): Promise<void>
  /** The run as it is kept, for who may see it. */
  find(viewer: Viewer, id: number): Promise<StoredRun>
  /** Takes up what was under way when the process ended. */
  resume(): Promise<void>
}

type Deps = { clock: Clock; store: RunStore; drive: Drive; makePlan: Planner }

export function createRunService({ clock, store, drive, makePlan }: Deps): RunService {
  async function begin(
    person: Person,
    made: Made,
    from: { key: string; parent: number | null },
  ): Promise<{ id: number }> {
    const { title, subject, checks, impact } = made.plan
    const record = newRecord(person, made, { ...from, at: seconds(clock) })
    const plan = { title, subject, checks, impact }
    let created = await store.create({ record, plan })
    if (created.kind === 'busy' && (await makeRoom(person, created.id, made)))
      created = await store.create({ record, plan })
    if (created.kind === 'busy')
      throw new AppError('run-busy', `Run R-${created.id} is at work on it. Wait for it, or open it and cancel it.`)
    if (created.kind === 'created') drive.go({ ...record, id: created.id }, plan)
    return { id: created.id }
  }

  /** A rescue takes the place of the shutdown that hangs: that run is ended, and its task is what the rescue is about. */
  async function makeRoom({ cluster }: Person, id: number, { plan }: Made): Promise<boolean> {
    const other = await store.find(cluster.record.id, id)
    if (!other || !findRunbook(plan.runbook)?.overtakes?.includes(other.record.runbook)) return false
    await drive.overtake(other, await store.nextId())
    return true
  }

  /** Each part stops before its next write; what is under way in PVE is followed to its end. */
  async function cancelParts(parent: number): Promise<void> {
    for (const part of await store.childrenOf(parent)) {
      const { record, plan } = drive.own(part)
      if (isOver(record) || record.state === 'needs-attention') continue
      record.cancelling = true
      await store.save(record)
      drive.go(record, plan)
    }
  }

  const asItStands = (stored: StoredRun): StoredRun => ({
    ...stored,
    record: drive.live(stored.record.id) ?? stored.record,
  })

  async function find(viewer: Viewer, id: number): Promise<StoredRun> {
    const stored = await store.find(viewer.cluster.record.id, id)
    if (!stored || !sees(viewer, stored)) throw new AppError('run-unknown', `There is no run R-${id}.`)
    return asItStands(stored)
  }

  return {
    find,
    plan: async (person, wanted) => (await makePlan(person, wanted).catch(tellAway)).plan,
    async start(person, { hash, key, confirm, ...wanted }) {
      const known = await store.byKey(person.cluster.record.id, person.user, key)
      if (known !== null) return { id: known }
      const { freeze } = person.cluster
      if (freeze) throw new AppError('frozen', `Changes to this cluster are stopped: ${freeze.reason}`)
      const made = await makePlan(person, wanted).catch(tellAway)
      refuseUnless(made.plan, { hash, confirm })
      return begin(person, made, { key, parent: null })
    },
    async startPart(person, { key, parent, shared, ...wanted }) {
      const made = await makePlan(person, wanted, shared)
      if (made.plan.blocked) throw new AppError('run-blocked', 'A check stands against it.')
      // Making the plan took its time: cancelling that came meanwhile has not met this part.
      if (drive.live(parent)?.cancelling) throw new AppError('run-blocked', 'The run that it belongs to was cancelled.')
      return begin(person, made, { key, parent })
    },
    async list(viewer) {
      const all = await store.list(viewer.cluster.record.id)
      return Promise.all(all.filter((run) => sees(viewer, run)).map((run) => toRow(asItStands(run), store)))
    },
    read: async (viewer, id) => toReply(await find(viewer, id), viewer, store),
    async decide(person, id, what) {
      const stored = await find(person, id)
      // Going back on a run that has ended takes its subject up again.
      const reopens = isOver(stored.record) && what === 'undo' && decisionsFor(stored.record, person).undo
      const busy = reopens ? await store.busy(person.cluster.record.id, stored.plan.subject) : null
      if (busy !== null) throw new AppError('run-busy', `Run R-${busy} is at work on it. Wait for it.`)
      // All who decide at once, and the engine, have one record between them.
      const { record, plan } = drive.own(stored, reopens)
      if (!decisionsFor(record, person)[asked[what]])
        throw new AppError('run-decision-late', 'This cannot be decided for the run as it stands. Look at it again.')
      decideOn(record, what, { user: person.user, at: seconds(clock) })
      await store.save(record)
      await store.note(id, seconds(clock), person.user, { step: null, kind: 'person', text: what })
      if (what === 'cancel' && record.runbook === manyId) await cancelParts(id)
      if (isOver(record)) await drive.close(record, plan)
      else drive.go(record, plan)
      person.cluster.tell({ type: 'changed', topic: 'runs' })
    },
    async resume() {
      for (const { record, plan } of await store.unfinished())
        if (record.state === 'running' || record.state === 'paused') drive.go(record, plan)
    },
  }
}

function newRecord(
  person: Person,
  { plan, input, facts }: Made,
  { key, parent, at }: { key: string; parent: number | null; at: number },
): Omit<RunRecord, 'id'> {
  return {
    cluster: person.cluster.record.id,
    runbook: plan.runbook,
    input,
    facts,
    user: person.user,
    address: person.address,
    key,
    state: 'running',
    pausedFor: null,
    problem: null,
    cancelling: false,
    undoing: false,
    startedAt: at,
    endedAt: null,
    parent,
    viaSsh: nodesViaSsh(plan),
    steps: plan.steps.map((step) => newStep(step.id)),
  }
}

const nodesViaSsh = ({ steps }: RunPlan): string[] => [
  ...new Set(steps.flatMap(({ act }) => (act.kind === 'shell' && act.by === 'ssh' ? [act.node] : []))),
]

/** What a run would wait for is told to a person who is there. */
function tellAway(error: unknown): never {
  if (error instanceof PveAway) throw new AppError('pve-away', error.message)
  if (error instanceof TicketGone) throw new AppError('signed-out', error.message)
  throw error
}

function refuseUnless(plan: RunPlan, { hash, confirm }: { hash: string; confirm: string | undefined }) {
  if (plan.blocked) throw new AppError('run-blocked', 'A check stands against it. Read the plan again.')
  if (plan.hash !== hash)
    throw new AppError('run-plan-changed', 'Something has changed since this plan was made. Read the new one.')
  if (plan.confirm !== null && confirm?.trim() !== plan.confirm)
    throw new AppError('run-not-confirmed', `Type "${plan.confirm}" to confirm.`)
}

const asked = {
  cancel: 'cancel',
  retry: 'retry',
  undo: 'undo',
  'give-up': 'giveUp',
  'take-over': 'takeOver',
} as const satisfies Record<Decision, keyof RunReply['may']>

function decideOn(record: RunRecord, what: Decision, { user, at }: { user: string; at: number }) {
  switch (what) {
    case 'cancel':
      record.cancelling = true
      return
    case 'take-over':
      record.user = user
      return
    case 'undo':
      chooseUndo(record)
      return
    case 'give-up':
      record.state = 'given-up'
      record.endedAt = at
      return
    case 'retry':
      chooseRetry(record)
  }
}
