import type { PausedFor } from '@steward/contracts'
import type { PveAuth } from '@steward/pve-client'
import {
  advance,
  commandText,
  findRunbook,
  isOver,
  LookRefused,
  manyId,
  Overtaken,
  PveAway,
  say,
  TicketGone,
  toPlanned,
  type Act,
  type Ports,
  type PveAct,
  type RunRecord,
  type Sent,
  type ShellAct,
} from '@steward/runbooks'
import { seconds, type Clock } from '../clock.ts'
import type { ChannelService } from '../channel/service.ts'
import type { Cluster } from '../clusters/cluster.ts'
import type { Log } from '../log.ts'
import type { AuditLog } from '../store/audit.ts'
import type { RunStore, StoredPlan, StoredRun } from '../store/runs.ts'
import { createLook } from './look.ts'
import { driveMany } from './many.ts'
import { mayUseChannel } from './person.ts'
import type { RootTickets } from './root-tickets.ts'
import { sendCall } from './send.ts'
import { createSharedGuests, type SharedGuests } from './shared-guests.ts'
import { createTaskWatch } from './task-watch.ts'
import { findTask } from './wait-task.ts'

export type DriveDeps = {
  clock: Clock
  log: Log
  store: RunStore
  audit: AuditLog
  roots: RootTickets
  channel: Pick<ChannelService, 'send'>
  findCluster(id: string): Cluster | null
  ticketOf(cluster: string, user: string): PveAuth | null
  /** Plans and starts one part of a run of many, in the name of its starter. */
  startPart(
    parent: RunRecord,
    part: { runbook: string; input: unknown; key: string },
    shared: SharedGuests,
  ): Promise<{ id: number }>
}

/** Runs that are under way in this process: each is taken as far as it goes, and again when what it waits for came. */
export type Drive = {
  /** Starts or continues; a run that is at work already notices by itself. */
  go(record: RunRecord, plan: StoredPlan): void
  /**
   * The one record of a run in this process: what was read from the database is taken where none is held yet. Whoever
   * changes a run changes this one.
   */
  own(stored: StoredRun, reopen?: boolean): StoredRun
  /** Ends a run whose place another one takes; its task in PVE is left to that one. */
  overtake(stored: StoredRun, by: number): Promise<void>
  /** A run that ended by a person's decision: told to the audit log, and nothing of it is kept in memory. */
  close(record: RunRecord, plan: StoredPlan): Promise<void>
  /** The cluster is gone for good: nothing of its runs goes on. */
  forget(cluster: string): void
  /** The record of a run that is under way, as it stands. */
  live(id: number): RunRecord | null
  /** Looks again at every run that waits: somebody signed in, a freeze was lifted, PVE may be back. */
  wake(): void
  onSettled(listen: (record: RunRecord) => void): void
  stop(): Promise<void>
}

type Held = {
  record: RunRecord
  plan: StoredPlan
  work: Promise<void> | null
  /** To be taken up once more: somebody decided about it, or what it may wait for came. */
  again: 'decided' | 'woken' | null
  /** Aborted when another run took its place. */
  overtaken: AbortController
}

const stopped = 'Steward is stopping; the run is taken up at its next start'

/** Whatever the run waited for, it is not its own affair any more. */
async function unlessOvertaken<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const result = await work
  signal.throwIfAborted()
  return result
}

/** As it is sent, with secrets masked. */
function callText(act: PveAct): string {
  const planned = toPlanned(act)
  if (planned.kind !== 'pve') return ''
  return `${planned.method} ${planned.path} ${new URLSearchParams(planned.parameters).toString()}`.trim()
}

const shellMethod = 'SHELL'

/** A call as the audit log keeps it, from the line in the run's record. */
function callOf(text: string): { method: string; path: string; parameters: Record<string, string> } {
  const [method = '', path = '', ...rest] = text.split(' ')
  if (method === shellMethod) return { method, path, parameters: { command: rest.join(' ') } }
  return { method, path, parameters: Object.fromEntries(new URLSearchParams(rest[0] ?? '')) }
}

const answerText = (sent: Sent): string => (sent.kind === 'task' ? sent.upid : 'words' in sent ? sent.words : '')

export function createDrive(deps: DriveDeps): Drive {
  const { clock, store } = deps
  const held = new Map<number, Held>()
  const listeners: ((record: RunRecord) => void)[] = []
  const watch = createTaskWatch(clock)
  /** By run of many and person. */
  const shared = new Map<string, SharedGuests>()
  let stopping = false

  async function work(entry: Held) {
    const { record, plan } = entry
    if (!deps.findCluster(record.cluster)) return
    if (record.runbook === manyId) {
      await driveMany(record, {
        ...deps,
        stopping: () => stopping,
        startPart: (parent, part) => deps.startPart(parent, part, sharedOf(parent.id, parent)),
      })
      return isOver(record) ? auditEnd(record, plan) : undefined
    }
    const book = findRunbook(record.runbook)
    if (!book) throw new Error(`no runbook ${record.runbook}`)
    do {
      entry.again = null
      await advance(record, book, portsOf(entry))
    } while (goesOn(entry))
  }

  /** A run that a person has to decide about is never taken up because something else came. */
  const goesOn = ({ record, again }: Held) =>
    !stopping && !isOver(record) && (again === 'decided' || (again === 'woken' && record.state !== 'needs-attention'))

  /** What the parts of one run of many look at together, each person with a ticket of their own. */
  function sharedOf(parent: number, { cluster, user }: Pick<RunRecord, 'cluster' | 'user'>): SharedGuests {
    const key = `${parent} ${user}`
    const known = shared.get(key)
    if (known) return known
    const made = createSharedGuests(() => apiOf({ cluster, user }), clock)
    shared.set(key, made)
    return made
  }

  function apiOf(record: Pick<RunRecord, 'cluster' | 'user'>) {
    const cluster = deps.findCluster(record.cluster)
    if (!cluster) throw new LookRefused('this cluster is not connected any more')
    const ticket = deps.ticketOf(record.cluster, record.user)
    if (!ticket) throw new TicketGone('nobody of that name is signed in')
    return cluster.api(ticket)
  }

  function hold(record: RunRecord, plan: StoredPlan): Held {
    const known = held.get(record.id)
    if (known) return known
    const entry: Held = { record, plan, work: null, again: null, overtaken: new AbortController() }
    held.set(record.id, entry)
    return entry
  }

  function release(record: RunRecord) {
    held.delete(record.id)
    deps.roots.drop(record.id)
    // Kept while the run of many is under way; a part that was left to a person may end long after it.
    const together = record.parent ?? record.id
    if (held.has(together)) return
    for (const key of shared.keys()) if (key.startsWith(`${together} `)) shared.delete(key)
  }

  function go(record: RunRecord, plan: StoredPlan, why: 'decided' | 'woken' = 'decided') {
    const entry = hold(record, plan)
    if (entry.work) {
      if (entry.again !== 'decided') entry.again = why
      return
    }
    entry.work = work(entry)
      .catch((error: unknown) => {
        if (!stopping && !(error instanceof Overtaken))
          deps.log.error({ err: error, run: record.id }, 'a run broke off unexpectedly')
      })
      .finally(() => settled(entry))
  }

  function settled(entry: Held) {
    const { record, plan } = entry
    entry.work = null
    // Overtaken: what is held under this number is not this any more.
    if (held.get(record.id) !== entry) return
    if (isOver(record)) release(record)
    else if (goesOn(entry)) return go(record, plan)
    for (const listen of listeners) listen(record)
  }

  function tell(record: RunRecord) {
    deps.findCluster(record.cluster)?.tell({ type: 'changed', topic: 'runs' })
  }

  function portsOf({ record, plan, overtaken }: Held): Ports {
    const cluster = deps.findCluster(record.cluster)
    if (!cluster) throw new LookRefused('this cluster is not connected any more')
    const api = () => apiOf(record)
    const sightOf = () => {
      const sight = cluster.sight(record.user)
      if (!sight) throw new TicketGone('this cluster is read with each person’s own sign-in')
      return sight
    }
    const writeApi = (act: Act) => {
      if (act.kind !== 'pve' || !act.asRoot || record.user === 'root@pam') return api()
      const root = deps.roots.of(record.id, record.user)
      if (!root) throw new TicketGone('the ticket of root@pam has ended')
      return cluster.api(root)
    }
    const proof = createLook({ cluster, user: record.user, clock, api, sight: sightOf })
    const look =
      record.parent === null
        ? proof
        : createLook({
            cluster,
            user: record.user,
            clock,
            api,
            sight: sightOf,
            shared: sharedOf(record.parent, record),
          })
    return {
      now: () => seconds(clock),
      async sleep(ms) {
        if (stopping) throw new PveAway(stopped)
        await unlessOvertaken(overtaken.signal, clock.sleep(ms, overtaken.signal))
      },
      proof,
      look,
      async save(run) {
        overtaken.signal.throwIfAborted()
        await store.save(run)
        tell(run)
      },
      async note(run, line) {
        await store.note(run.id, seconds(clock), run.user, line)
        if (line.kind === 'state' && isOver(run) && line.text === run.state) await auditEnd(run, plan)
        tell(run)
      },
      gate: (run, act) => gateOf(run, act, cluster),
      async send(run, act) {
        overtaken.signal.throwIfAborted()
        if (act.kind === 'shell') return sendShell(run, act)
        if (act.kind === 'person') return { kind: 'by-hand' }
        await noteWire(run, 'call', callText(act))
        const { status, ...sent } = await sendCall(writeApi(act), act)
        await noteWire(run, 'answer', `${status ?? '–'} ${answerText(sent)}`.trim())
        return sent
      },
      findTask: (intent) => findTask(api(), intent, seconds(clock)),
      waitTask: (upid, cancelled) =>
        unlessOvertaken(
          overtaken.signal,
          watch.wait(`${record.cluster} ${record.user}`, upid, {
            api,
            patient: record.parent !== null,
            cancelled: () => cancelled() || overtaken.signal.aborted,
          }),
        ),
    }
  }

  /** Over the node's channel where the plan said so; when certainly nothing was sent, a person can still do it. */
  async function sendShell(run: RunRecord, act: ShellAct): Promise<Sent> {
    // Whoever took the run over may be another person than the one it was planned for.
    if (!run.viaSsh?.includes(act.node) || !mayUseChannel(run.user)) return { kind: 'by-hand' }
    await noteWire(run, 'call', `${shellMethod} ${act.node} ${commandText(act.command)}`)
    const { status, ...sent } = await deps.channel.send(run.cluster, act.node, act.command)
    const words = sent.kind === 'by-hand' ? 'not sent: the channel cannot be used now' : answerText(sent)
    await noteWire(run, 'answer', `${status ?? '–'} ${words}`.trim())
    return sent
  }

  const noteWire = (run: RunRecord, kind: 'call' | 'answer', text: string) =>
    store.note(run.id, seconds(clock), run.user, { step: null, kind, text })

  function gateOf(run: RunRecord, act: Act, cluster: Cluster): PausedFor | null {
    if (cluster.freeze) return 'freeze'
    if (!deps.ticketOf(run.cluster, run.user)) return 'sign-in'
    const needsRoot = act.kind === 'pve' && act.asRoot && run.user !== 'root@pam'
    return needsRoot && !deps.roots.of(run.id, run.user) ? 'root-sign-in' : null
  }

  async function auditEnd(run: RunRecord, plan: StoredPlan) {
    const lines = await store.log(run.id)
    const calls = lines.flatMap((line, at) => {
      if (line.kind !== 'call') return []
      const answer = lines.slice(at + 1).find((next) => next.kind === 'answer')?.text ?? ''
      const status = Number(answer.split(' ')[0])
      return [
        {
          ...callOf(line.text),
          status: Number.isInteger(status) ? status : null,
          result: answer.replace(/^\S+ ?/, ''),
        },
      ]
    })
    await deps.audit.append({
      at: seconds(clock),
      cluster: run.cluster,
      user: run.user,
      address: run.address,
      action: `run-${run.runbook}`,
      calls,
      outcome: run.state === 'succeeded' ? 'done' : run.state === 'failed' ? 'failed' : 'refused',
      detail: [`R-${run.id}`, `${plan.subject.kind}/${plan.subject.id}`, plan.title.params?.['name'], run.state]
        .filter(Boolean)
        .join(' '),
    })
  }

  return {
    go: (record, plan) => go(record, plan),
    own({ record, plan }, reopen = false) {
      if (isOver(record) && !reopen) return { record, plan }
      const entry = hold(record, plan)
      return { record: entry.record, plan: entry.plan }
    },
    async overtake(stored, by) {
      const entry = held.get(stored.record.id)
      entry?.overtaken.abort(new Overtaken('another run took its place'))
      // A copy: whatever the old loop still does to its record before it notices is told to nobody.
      const record: RunRecord = {
        ...structuredClone(entry?.record ?? stored.record),
        state: 'cancelled',
        pausedFor: null,
        endedAt: seconds(clock),
        problem: say('engine.overtaken', { id: by }),
      }
      release(record)
      await store.save(record)
      await store.note(record.id, seconds(clock), record.user, { step: null, kind: 'state', text: 'cancelled' })
      await auditEnd(record, stored.plan)
      tell(record)
    },
    async close(record, plan) {
      release(record)
      await auditEnd(record, plan)
    },
    forget(cluster) {
      for (const entry of held.values())
        if (entry.record.cluster === cluster) {
          entry.overtaken.abort(new Overtaken('its cluster is not connected any more'))
          release(entry.record)
        }
    },
    live: (id) => held.get(id)?.record ?? null,
    wake() {
      for (const { record, plan } of held.values())
        if (record.state === 'paused' || record.state === 'running') go(record, plan, 'woken')
    },
    onSettled: (listen) => void listeners.push(listen),
    async stop() {
      stopping = true
      watch.stop()
      await Promise.all([...held.values()].flatMap((entry) => entry.work ?? []))
    },
  }
}
