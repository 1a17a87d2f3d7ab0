import type { PveApi } from '@steward/pve-client'
import type { GuestNow, LiveTask } from '@steward/runbooks'
import type { Clock } from '../clock.ts'

/** What the parts of a run of many look at together, each from one reading. */
export type SharedGuests = {
  guest(vmid: number): Promise<GuestNow | null>
  /** Of all nodes, as PVE has told them through the cluster. */
  runningTasks(): Promise<readonly LiveTask[]>
}

const lifeMs = 5000

/**
 * `/cluster/resources` and `/cluster/tasks` once every five seconds instead of calls per guest and look. The first lags
 * behind a task by up to ten seconds (docs/pve-behaviour.md, tasks), so proofs made from it take a little longer.
 */
export function createSharedGuests(api: () => PveApi, clock: Clock): SharedGuests {
  const guests = shared(clock, () => readGuests(api()))
  const tasks = shared(clock, () => readRunning(api()))
  return { guest: async (vmid) => (await guests()).get(vmid) ?? null, runningTasks: tasks }
}

/** One reading for all who ask within its life; a failed one is nobody's. */
function shared<T>(clock: Clock, read: () => Promise<T>): () => Promise<T> {
  let held: { atMs: number; value: Promise<T> } | null = null
  return async () => {
    if (!held || clock.now() - held.atMs > lifeMs) held = { atMs: clock.now(), value: read() }
    try {
      return await held.value
    } catch (error) {
      held = null
      throw error
    }
  }
}

async function readRunning(api: PveApi): Promise<LiveTask[]> {
  const { data } = await api.call('clusterTasks', {})
  return data
    .filter((task) => task.endtime === undefined && task.status === undefined)
    .map((task) => ({
      upid: task.upid,
      type: task.type,
      id: task.id ?? '',
      user: task.tokenid === undefined ? task.user : `${task.user}!${task.tokenid}`,
      startedAt: task.starttime,
    }))
}

async function readGuests(api: PveApi): Promise<Map<number, GuestNow>> {
  const { data } = await api.call('clusterResources', { type: 'vm' })
  return new Map(
    data.flatMap((row): [number, GuestNow][] => {
      if (row.vmid === undefined || row.node === undefined || (row.type !== 'qemu' && row.type !== 'lxc')) return []
      const state = row.status ?? 'unknown'
      const paused = row.type === 'qemu' && !['running', 'stopped', 'unknown'].includes(state)
      return [
        [
          row.vmid,
          {
            vmid: row.vmid,
            kind: row.type,
            node: row.node,
            name: row.name ?? String(row.vmid),
            status: paused ? 'running' : state,
            qmp: row.type === 'qemu' && state !== 'stopped' ? state : null,
            qemuAnswers: true,
            lock: row.lock ?? null,
            template: row.template === 1,
            uptime: row.uptime ?? 0,
            ha: { managed: row.hastate !== undefined, state: row.hastate ?? null },
            memory: row.maxmem ?? 0,
            tags: row.tags ?? '',
          },
        ],
      ]
    }),
  )
}
