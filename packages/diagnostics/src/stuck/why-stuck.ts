import { isMissing } from '../facts.ts'
import { isMaking } from '../lock-owners.ts'
import { isShutdown } from '../task-kinds.ts'
import type { Station, StuckAnswer, StuckFacts, StuckVerdict } from './facts.ts'
import {
  agentStation,
  haStation,
  lockStation,
  quorumStation,
  runStation,
  storageStation,
  tasksOn,
  taskStation,
  unconfirmedOn,
} from './stations.ts'

/**
 * One answer to "why is it stuck?": walks quorum, HA, tasks, the config lock and its owner, flock evidence, run state,
 * agent and storage, and says which it is. A lock is called left over only when every condition for that is proven
 * (docs/pve-behaviour.md, locks); otherwise the answer names what is missing. Pure.
 */
export function whyStuck(facts: StuckFacts): StuckAnswer {
  const stations = [
    quorumStation(facts),
    haStation(facts),
    taskStation(facts),
    lockStation(facts),
    runStation(facts),
    agentStation(facts),
    storageStation(facts),
  ]
  const answer = judge(facts, new Map(stations.map((station) => [station.name, station])))
  return {
    missing: missingOf(facts),
    fix: fixes[answer.verdict] ?? null,
    params: answer.params ?? {},
    verdict: answer.verdict,
    stations: markCause(stations, answer.verdict),
  }
}

type Stations = ReadonlyMap<Station['name'], Station>
type Judgement = { verdict: StuckVerdict; params?: StuckAnswer['params'] }

function judge(facts: StuckFacts, stations: Stations): Judgement {
  const state = (name: Station['name']) => stations.get(name)
  return (
    byNode(facts) ??
    byTask(facts, state) ??
    byLock(facts, state) ??
    byHa(state) ??
    byRunState(state) ??
    byQuorum(state) ??
    byFlock(facts, state) ?? {
      verdict: missingOf(facts).length > 0 && facts.guest.lock === null ? 'cannot-tell' : 'not-stuck',
    }
  )
}

type StateOf = (name: Station['name']) => Station | undefined

function byNode({ node, guest, recent }: StuckFacts): Judgement | null {
  if (node === null || node.state === 'online') return null
  const running = recent.find((task) => task.state === 'running' && task.unconfirmed)
  if (running) return { verdict: 'task-unconfirmed', params: { type: running.type, node: guest.node } }
  return { verdict: 'node-away', params: { node: guest.node } }
}

/** A living task explains everything else: locks, refused stops, waiting. */
function byTask(facts: StuckFacts, state: StateOf): Judgement | null {
  const { own } = tasksOn(facts)
  if (!own) return null
  const params = { type: own.type, user: own.user, seconds: facts.now - own.startedAt, upid: own.upid }
  const storage = state('storage')
  if (['qmstart', 'vzstart'].includes(own.type) && storage?.state === 'held' && storage.say !== 'full')
    return { verdict: 'storage-hangs', params: { ...params, storage: String(storage.params['storage'] ?? '') } }
  if (!isShutdown(own.type)) return { verdict: 'held-by-task', params }
  const agent = state('agent')
  const ignores =
    facts.guest.kind === 'qemu' && facts.now - own.startedAt > 30 && (agent?.say === 'off' || agent?.say === 'silent')
  return { verdict: ignores ? 'guest-ignores-request' : 'waiting-shutdown', params }
}

function byLock(facts: StuckFacts, state: StateOf): Judgement | null {
  const lock = state('lock')
  if (lock?.say !== 'set') return null
  const word = String(lock.params['lock'])
  const params = { lock: word, seconds: Number(lock.params['seconds']) }
  if (word === 'suspended') return { verdict: 'hibernated', params }
  if (word === 'mounted') return { verdict: 'mounted-container', params }
  const { suspects } = tasksOn(facts)
  const suspect = suspects[0]
  if (suspect)
    return {
      verdict: 'held-by-task',
      params: { ...params, type: suspect.type, user: suspect.user, upid: suspect.upid },
    }
  const unconfirmed = unconfirmedOn(facts)
  if (unconfirmed)
    return { verdict: 'task-unconfirmed', params: { ...params, type: unconfirmed.type, node: unconfirmed.node } }
  // Proven only when all tasks that could be the owner are visible and none is, and no HA action is under way.
  const proven = missingOf(facts).length === 0 && facts.node?.state === 'online' && state('ha')?.state !== 'held'
  if (!proven) return { verdict: 'cannot-tell', params }
  return { verdict: isMaking(word) ? 'half-made' : 'left-over-lock', params }
}

function byHa(state: StateOf): Judgement | null {
  const ha = state('ha')
  if (ha?.state === 'cause') return { verdict: ha.say === 'error' ? 'ha-error' : 'ha-waits', params: ha.params }
  return ha?.state === 'held' ? { verdict: 'ha-waits', params: ha.params } : null
}

function byRunState(state: StateOf): Judgement | null {
  const run = state('run-state')
  if (run?.state !== 'cause') return null
  if (run.say === 'frozen') return { verdict: 'qemu-frozen' }
  const qmp = String(run.params['qmp'])
  const storage = state('storage')
  if (qmp === 'io-error' && storage?.say === 'full')
    return { verdict: 'storage-full', params: { storage: String(storage.params['storage'] ?? '') } }
  if (qmp === 'io-error') return { verdict: 'io-error' }
  return { verdict: 'paused', params: { qmp } }
}

function byQuorum(state: StateOf): Judgement | null {
  const quorum = state('quorum')
  return quorum?.state === 'cause' ? { verdict: 'no-quorum', params: quorum.params } : null
}

/**
 * After a stop, PVE's own clean-up may hold the guest's lock file for up to 30 s although no task is to be seen. Later,
 * with all tasks seen and none at work, the holder is a process of another kind: only the node itself can name it
 * (docs/pve-behaviour.md, locks).
 */
function byFlock(facts: StuckFacts, state: StateOf): Judgement | null {
  const lock = state('lock')
  if (lock?.say !== 'flock') return null
  const seconds = Number(lock.params['seconds'])
  const clear = state('task')?.say === 'none'
  // What failed long ago says nothing about now.
  if (!clear || seconds > 600 || missingOf(facts).includes('others-tasks'))
    return { verdict: 'cannot-tell', params: lock.params }
  return { verdict: seconds <= 40 ? 'cleanup-after-stop' : 'lock-file-held', params: lock.params }
}

/** Locks whose owner may run on another node than the guest: a clone on that of its source, a migration on either. */
const ownedElsewhere = new Set(['clone', 'migrate'])

function missingOf(facts: StuckFacts): string[] {
  const word = facts.guest.lock ?? ''
  return [
    ...(isMissing(facts.activeTasks) ? ['tasks'] : facts.seesAllTasks ? [] : ['others-tasks']),
    ...(ownedElsewhere.has(word) && !facts.seesElsewhere ? ['tasks-elsewhere'] : []),
    ...(word === 'migrate' && facts.awayNodes.length > 0 ? ['away-nodes'] : []),
    ...(isMissing(facts.config) ? ['config'] : []),
    ...(isMissing(facts.current) ? ['run-state'] : []),
    ...(isMissing(facts.ha) ? ['ha'] : []),
  ]
}

const causes: Partial<Record<StuckVerdict, Station['name']>> = {
  'no-quorum': 'quorum',
  'held-by-task': 'task',
  'waiting-shutdown': 'task',
  'guest-ignores-request': 'agent',
  'left-over-lock': 'lock',
  'half-made': 'lock',
  hibernated: 'lock',
  'mounted-container': 'lock',
  'lock-file-held': 'lock',
  'storage-hangs': 'storage',
  'storage-full': 'storage',
  'io-error': 'run-state',
  'qemu-frozen': 'run-state',
  paused: 'run-state',
  'ha-error': 'ha',
  'ha-waits': 'ha',
}

const markCause = (stations: readonly Station[], verdict: StuckVerdict): Station[] =>
  stations.map((station) =>
    station.name === causes[verdict]
      ? { ...station, state: 'cause' }
      : station.state === 'cause'
        ? { ...station, state: 'held' }
        : station,
  )

const fixes: Partial<Record<StuckVerdict, string>> = {
  'no-quorum': 'restore-quorum',
  'waiting-shutdown': 'end-waiting-shutdown',
  'guest-ignores-request': 'end-waiting-shutdown',
  'left-over-lock': 'clear-left-over-lock',
  'half-made': 'remove-half-made-guest',
  hibernated: 'resume-hibernated',
  'mounted-container': 'unmount-container',
  'lock-file-held': 'name-lock-holder',
  'storage-hangs': 'free-hung-storage',
  'storage-full': 'make-room-and-resume',
  'io-error': 'make-room-and-resume',
  'qemu-frozen': 'stop-frozen-guest',
  'ha-error': 'reset-ha-error',
  paused: 'resume-paused',
}
