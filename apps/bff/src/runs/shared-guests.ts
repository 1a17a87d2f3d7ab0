import type { PveApi } from '@steward/pve-client'
import type { GuestNow } from '@steward/runbooks'
import type { Clock } from '../clock.ts'

/** All guests from one reading that the parts of a run of many share. */
export type SharedGuests = { guest(vmid: number): Promise<GuestNow | null> }

const lifeMs = 2000

/**
 * `/cluster/resources` once every two seconds instead of a call per guest and look. It lags behind a task by up to ten
 * seconds (docs/pve-behaviour.md, tasks and power), so proofs made from it take a little longer.
 */
export function createSharedGuests(api: () => PveApi, clock: Clock): SharedGuests {
  let held: { atMs: number; guests: Promise<Map<number, GuestNow>> } | null = null
  return {
    async guest(vmid) {
      if (!held || clock.now() - held.atMs > lifeMs) held = { atMs: clock.now(), guests: readGuests(api()) }
      try {
        return (await held.guests).get(vmid) ?? null
      } catch (error) {
        held = null
        throw error
      }
    },
  }
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
