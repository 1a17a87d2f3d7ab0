import { PveError, parseUpid, toTaskEnd, type PveApi } from '@steward/pve-client'
import { PveAway, type TaskEndNow } from '@steward/runbooks'
import type { Clock } from '../clock.ts'
import { asTrouble } from './errors.ts'
import { taskEnd } from './wait-task.ts'

type Waiter = {
  upid: string
  startedAt: number
  api: () => PveApi
  cancelled: () => boolean
  done(end: TaskEndNow | 'cancelled'): void
  fail(error: unknown): void
}

/** Up to this many are asked for one by one, each second; more of them share one list of their node. */
const fewWaiters = 2
const fewMs = 1000
const manyMs = 2500

/**
 * Waits for the ends of tasks: with many runs at once, one list per node and person tells of all of them. The list is
 * read with that person's ticket, who may always see their own tasks.
 */
export type TaskWatch = {
  /** @throws PveAway when the node cannot be asked, or Steward stops. */
  wait(
    who: string,
    upid: string,
    options: { api: () => PveApi; cancelled: () => boolean },
  ): Promise<TaskEndNow | 'cancelled'>
  stop(): void
}

export function createTaskWatch(clock: Clock): TaskWatch {
  const groups = new Map<string, Set<Waiter>>()
  let stopping = false

  async function lookAfter(key: string, node: string, group: Set<Waiter>) {
    while (group.size > 0) {
      if (stopping) for (const waiter of group) waiter.fail(new PveAway('Steward is stopping'))
      else await (group.size <= fewWaiters ? askEach(group) : askList(node, group))
      for (const waiter of group) if (waiter.cancelled()) waiter.done('cancelled')
      if (group.size > 0) await clock.sleep(group.size <= fewWaiters ? fewMs : manyMs)
    }
    groups.delete(key)
  }

  return {
    wait(who, upid, { api, cancelled }) {
      const { node = '', starttime = 0 } = parseUpid(upid) ?? {}
      const key = `${node} ${who}`
      return new Promise((resolve, reject) => {
        const group = groups.get(key) ?? new Set<Waiter>()
        const leave = () => void group.delete(waiter)
        const waiter: Waiter = {
          upid,
          startedAt: starttime,
          api,
          cancelled,
          done: (end) => (leave(), resolve(end)),
          fail: (error) => (leave(), reject(error)),
        }
        group.add(waiter)
        if (groups.has(key)) return
        groups.set(key, group)
        void lookAfter(key, node, group)
      })
    },
    stop() {
      stopping = true
    },
  }
}

async function askEach(group: ReadonlySet<Waiter>) {
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

async function askList(node: string, group: ReadonlySet<Waiter>) {
  const waiters = [...group]
  const [first] = waiters
  if (!first) return
  try {
    const since = Math.min(...waiters.map((waiter) => waiter.startedAt))
    const { data } = await first.api().call('nodeTasks', { node, source: 'all', since, limit: 1000 })
    const rows = new Map(data.map((row) => [row.upid, row.status]))
    // A task that the list does not hold is asked for by itself: lists are cut and index files are rotated.
    const unlisted = waiters.filter((waiter) => !rows.has(waiter.upid))
    await Promise.all(unlisted.map(askOne))
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
