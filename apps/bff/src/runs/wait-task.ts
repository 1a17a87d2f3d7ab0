import { PveError, parseUpid, toTaskEnd, type PveApi } from '@steward/pve-client'
import type { Intent, TaskEndNow } from '@steward/runbooks'
import { asTrouble } from './errors.ts'

/** Stamps are whole seconds and clocks differ a little; a task that started earlier than this is not of our request. */
const clockSlackSec = 2

/** How a task ended; null while it runs. */
export async function taskEnd(api: PveApi, upid: string): Promise<TaskEndNow | null> {
  const node = parseUpid(upid)?.node ?? ''
  try {
    const { data } = await api.call('taskStatus', { node, upid })
    if (data.status !== 'stopped') return null
    const { outcome, exitStatus, warnings } = toTaskEnd(data.exitstatus ?? 'unexpected status')
    return { outcome, words: exitStatus, warnings }
  } catch (error) {
    // A task that its node does not know any more ended in a way that nobody can tell.
    if (error instanceof PveError && error.kind === 'bad-request')
      return { outcome: 'lost', words: error.reason, warnings: 0 }
    throw asTrouble(error)
  }
}

/**
 * The task that an intent has started although its answer was lost: same node, type, id and user, not older than it.
 * Tasks bear the time of their node, whose clock may be another one than Steward's.
 */
export async function findTask(api: PveApi, intent: Intent, now: number): Promise<string | null> {
  const { act, at, user } = intent
  if (act.kind !== 'pve' || act.task === null || act.node === null) return null
  const { types, id } = act.task
  try {
    const since = at + (await aheadOf(api, act.node, now)) - clockSlackSec
    const { data } = await api.call('nodeTasks', {
      node: act.node,
      source: 'all',
      since,
      limit: 500,
    })
    const found = data
      .filter((task) => types.includes(task.type) && (task.id ?? '') === id && task.user.split('!')[0] === user)
      .filter((task) => task.starttime >= since)
      .toSorted((a, b) => b.starttime - a.starttime)
    return found[0]?.upid ?? null
  } catch (error) {
    throw asTrouble(error)
  }
}

/** By how many seconds the node's clock is ahead; taken for none where the right to ask is missing (Sys.Audit). */
async function aheadOf(api: PveApi, node: string, now: number): Promise<number> {
  try {
    return (await api.call('nodeTime', { node })).data.time - now
  } catch (error) {
    if (error instanceof PveError && error.kind === 'forbidden') return 0
    throw error
  }
}
