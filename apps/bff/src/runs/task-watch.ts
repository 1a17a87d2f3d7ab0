import { PveError, toTaskEnd, type PveApi } from '@steward/pve-client'
import { PveAway, type TaskEndNow } from '@steward/runbooks'
import { seconds, type Clock } from '../clock.ts'
import { asTrouble } from './errors.ts'
import { taskEnd } from './wait-task.ts'

type Waiter = {
  upid: string
  /** Unix seconds: when its own node was last asked about it, or it began to wait. */
  askedAloneAt: number
  api: () => PveApi
  cancelled: () => boolean
  done(end: TaskEndNow | 'cancelled'): void
  fail(error: unknown): void
}

/** Up to this many are asked for one by one, each second; more of them share one list. */
const fewWaiters = 2
const fewMs = 1000
const manyMs = 2500
const patientMs = 10_000
/** A node that is away leaves its tasks running in the cluster's list for as long as it is away. */
const askAloneEverySec = 60

export type WaitOptions = {
  api: () => PveApi
  cancelled: () => boolean
  /** A part of a run of many, whose end need not be known at once. */
  patient?: boolean
}

/**
 * Waits for the ends of tasks: with many runs at once, the cluster's own list tells of all of them in one request. It is
 * read with that person's ticket, who may always see their own tasks.
 */
export type TaskWatch = {
  /** @throws PveAway when the node cannot be asked, or Steward stops. */
  wait(who: string, upid: string, options: WaitOptions): Promise<TaskEndNow | 'cancelled'>
  stop(): void
}

export function createTaskWatch(clock: Clock): TaskWatch {
  const groups = new Map<string, Set<Waiter>>()
  let stopping = false

  async function lookAfter(key: string, group: Set<Waiter>, patient: boolean) {
    while (group.size > 0) {
      const alone = !patient && group.size <= fewWaiters
      if (stopping) for (const waiter of group) waiter.fail(new PveAway('Steward is stopping'))
      else await (alone ? askEach(group) : askList(group, seconds(clock)))
      for (const waiter of group) if (waiter.cancelled()) waiter.done('cancelled')
      if (group.size > 0) await clock.sleep(alone ? fewMs : patient ? patientMs : manyMs)
    }
    groups.delete(key)
  }

  return {
    wait(who, upid, { api, cancelled, patient = false }) {
      const key = `${who} ${patient}`
      return new Promise((resolve, reject) => {
        const group = groups.get(key) ?? new Set<Waiter>()
        const leave = () => void group.delete(waiter)
        const waiter: Waiter = {
          upid,
          askedAloneAt: seconds(clock),
          api,
          cancelled,
          done: (end) => (leave(), resolve(end)),
          fail: (error) => (leave(), reject(error)),
        }
        group.add(waiter)
        if (groups.has(key)) return
        groups.set(key, group)
        void lookAfter(key, group, patient)
      })
    },
    stop() {
      stopping = true
    },
  }
}

async function askEach(group: Iterable<Waiter>) {
  await Promise.all([...group].map(askOne))
}

async function askOne(waiter: Waiter) {
  try {
    const end = await taskEnd(waiter.api(), waiter.upid)
    if (end) waiter.done(end)
  } catch (error) {
    waiter.fail(error)
  }
}

async function askList(group: ReadonlySet<Waiter>, now: number) {
  const waiters = [...group]
  const [first] = waiters
  if (!first) return
  try {
    const { data } = await first.api().call('clusterTasks', {})
    const rows = new Map(data.map((row) => [row.upid, row.status ?? 'RUNNING']))
    // The list is cut, and it goes on calling a task running whose node is away: then its node is asked.
    const alone = waiters.filter((waiter) => !rows.has(waiter.upid) || now - waiter.askedAloneAt >= askAloneEverySec)
    for (const waiter of alone) waiter.askedAloneAt = now
    await askEach(alone)
    for (const waiter of waiters) {
      const status = rows.get(waiter.upid)
      if (status === undefined || status === 'RUNNING') continue
      const { outcome, exitStatus, warnings } = toTaskEnd(status)
      waiter.done({ outcome, words: exitStatus, warnings })
    }
  } catch (error) {
    for (const waiter of waiters) waiter.fail(error instanceof PveError ? asTrouble(error) : error)
  }
}
