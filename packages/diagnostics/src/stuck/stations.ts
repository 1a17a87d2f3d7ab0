import { isMissing } from '../facts.ts'
import { agentEnabled } from '../guest-config.ts'
import { isShutdown, mayHold } from '../task-kinds.ts'
import type { ActiveTask, Station, StationName, StuckFacts } from './facts.ts'
import { haStanceOf, haStateOf } from './ha-stance.ts'

type Parts = Partial<Omit<Station, 'name'>> & { say: string }
const station = (name: StationName, parts: Parts): Station => ({
  name,
  state: 'fine',
  params: {},
  evidence: null,
  readAt: null,
  ...parts,
})
const notChecked = (name: StationName, message: string): Station =>
  station(name, { state: 'not-checked', say: 'not-checked', params: { why: message } })

/** The task that works on this guest; `suspects` might, because they do not name it. */
export function tasksOn(facts: StuckFacts): { own: ActiveTask | null; suspects: ActiveTask[] } {
  if (isMissing(facts.activeTasks)) return { own: null, suspects: [] }
  const { guest } = facts
  const here = facts.activeTasks.value.map((task) => ({ task, node: guest.node }))
  const elsewhere = facts.elsewhere
    .filter((task) => !task.unconfirmed)
    .map((task) => ({ task: toActive(task), node: task.node }))
  const holders = [...here, ...elsewhere]
    .filter(({ task, node }) => mayHold({ type: task.type, subject: task.id, node }, guest))
    .map(({ task }) => task)
  const own = holders.filter((task) => task.id === guest.id).toSorted((a, b) => a.startedAt - b.startedAt)[0] ?? null
  return { own, suspects: holders.filter((task) => task !== own) }
}

/** One that may hold this guest, and whose node is away, so that nobody can tell. */
export const unconfirmedOn = ({ elsewhere, guest }: StuckFacts) =>
  elsewhere.find((task) => task.unconfirmed && mayHold(task, guest) && task.subject !== '')

const toActive = ({ id, type, subject, user, startedAt }: StuckFacts['elsewhere'][number]): ActiveTask => ({
  upid: id,
  type,
  id: subject,
  user,
  startedAt,
  lastLine: null,
})

export function quorumStation({ quorum }: StuckFacts): Station {
  if (quorum.state === 'single-node') return station('quorum', { state: 'not-needed', say: 'single-node' })
  if (quorum.state === 'unknown') return notChecked('quorum', 'the quorum is not known')
  const params = { present: quorum.present ?? '?', expected: quorum.expected ?? '?', needed: quorum.needed ?? '?' }
  if (quorum.state === 'lost') return station('quorum', { state: 'cause', say: 'lost', params })
  return station('quorum', {
    say: quorum.state === 'split' ? 'split' : 'there',
    params,
    state: quorum.state === 'split' ? 'held' : 'fine',
  })
}

const passing = new Set([
  'request_stop',
  'request_start',
  'request_start_balance',
  'migrate',
  'relocate',
  'fence',
  'recovery',
  'freeze',
  'queued',
  'deleting',
  'clearing error flag',
])

export function haStation(facts: StuckFacts): Station {
  const { ha, guest } = facts
  if (isMissing(ha)) return notChecked('ha', ha.message)
  const { service, manager } = ha
  const stance = haStanceOf(facts)
  if (!service) return station('ha', { state: 'not-needed', say: 'not-managed' })
  if (stance === 'none') return station('ha', { state: 'not-needed', say: 'ignored' })
  const state = haStateOf(facts)
  const params = { state, request: service.request_state ?? '', node: service.node ?? guest.node }
  if (stance === 'error')
    return station('ha', { state: 'cause', say: 'error', params, evidence: service.status ?? null })
  if (stance === 'dead')
    return station('ha', { state: 'cause', say: 'manager-dead', params, evidence: manager?.status ?? null })
  // "starting" stays for some seconds after the guest has come up.
  const waits = passing.has(state) || (state === 'starting' && guest.state === 'stopped')
  return station('ha', {
    state: waits ? 'held' : 'fine',
    say: waits ? 'waits' : 'managed',
    params,
    evidence: service.status ?? null,
  })
}

export function taskStation(facts: StuckFacts): Station {
  if (isMissing(facts.activeTasks)) return notChecked('task', facts.activeTasks.message)
  const { own, suspects } = tasksOn(facts)
  const readAt = facts.activeTasks.readAt
  if (own)
    return station('task', {
      state: 'held',
      say: isShutdown(own.type) ? 'shutdown' : 'runs',
      params: { type: own.type, user: own.user, seconds: Math.max(0, facts.now - own.startedAt) },
      evidence: own.upid,
      readAt,
    })
  const suspect = suspects[0]
  if (suspect)
    return station('task', {
      state: 'held',
      say: 'may-hold',
      params: { type: suspect.type, user: suspect.user, seconds: Math.max(0, facts.now - suspect.startedAt) },
      evidence: suspect.upid,
      readAt,
    })
  if (!facts.seesAllTasks) return station('task', { state: 'not-checked', say: 'only-own', readAt })
  return station('task', { say: 'none', readAt })
}

export function lockStation(facts: StuckFacts): Station {
  const lock = isMissing(facts.config) ? facts.guest.lock : (facts.config.value['lock'] ?? null)
  const readAt = isMissing(facts.config) ? null : facts.config.readAt
  const flock = facts.recent.find(
    (task) =>
      task.state === 'failed' && facts.now - (task.endedAt ?? 0) < 1800 && /can't lock file/.test(task.exit ?? ''),
  )
  if (lock === null)
    return flock
      ? station('lock', {
          state: 'held',
          say: 'flock',
          params: { seconds: facts.now - (flock.endedAt ?? facts.now) },
          evidence: flock.exit,
          readAt,
        })
      : station('lock', { say: 'none', readAt })
  return station('lock', {
    state: 'held',
    say: 'set',
    params: { lock, seconds: facts.lockSince === null ? 0 : facts.now - facts.lockSince },
    evidence: `lock: ${lock}`,
    readAt,
  })
}

export function runStation({ current, guest }: StuckFacts): Station {
  if (isMissing(current)) return notChecked('run-state', current.message)
  const { status, qmpstatus, qemuAnswers } = current.value
  const params = { status, qmp: qmpstatus ?? status }
  if (guest.kind === 'qemu' && status === 'running' && !qemuAnswers)
    return station('run-state', { state: 'cause', say: 'frozen', params, readAt: current.readAt })
  const held = ['paused', 'io-error', 'internal-error', 'guest-panicked', 'prelaunch', 'suspended'].includes(
    qmpstatus ?? '',
  )
  return station('run-state', {
    state: held ? 'cause' : 'fine',
    say: held ? 'odd' : status === 'running' ? 'running' : 'stopped',
    params,
    evidence: `qmpstatus=${qmpstatus ?? 'absent'}`,
    readAt: current.readAt,
  })
}

export function agentStation(facts: StuckFacts): Station {
  if (facts.guest.kind === 'lxc') return station('agent', { state: 'not-needed', say: 'container' })
  if (facts.guest.state === 'stopped') return station('agent', { state: 'not-needed', say: 'stopped' })
  if (!isMissing(facts.config) && !agentEnabled({ values: facts.config.value, pending: [] }))
    return station('agent', { state: 'held', say: 'off', readAt: facts.config.readAt })
  if (isMissing(facts.agent)) return notChecked('agent', facts.agent.message)
  return facts.agent.value.answers
    ? station('agent', { say: 'answers', readAt: facts.agent.readAt })
    : station('agent', {
        state: 'held',
        say: 'silent',
        evidence: facts.agent.value.message,
        readAt: facts.agent.readAt,
      })
}

export function storageStation({ storages, node }: StuckFacts): Station {
  const stalled = node?.stalledSince !== null && node?.stalledSince !== undefined
  const away = storages.find((storage) => storage.state === 'unknown')
  if (away) return station('storage', { state: 'held', say: 'away', params: { storage: away.storage } })
  if (stalled) return station('storage', { state: 'held', say: 'stalled', params: { node: node.name } })
  const full = storages.find(
    (storage) => storage.used !== null && storage.max !== null && storage.max > 0 && storage.used / storage.max > 0.995,
  )
  if (full) return station('storage', { state: 'held', say: 'full', params: { storage: full.storage } })
  return storages.length === 0
    ? notChecked('storage', 'its storages are not known')
    : station('storage', { say: 'there' })
}
