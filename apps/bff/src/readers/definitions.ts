import type { PartName } from '@steward/contracts'
import type { PveApi } from '@steward/pve-client'
import type { Readings } from '@steward/snapshot'

/** No reading may hold up the others for longer; PVE answers these from memory within a second. */
export const readTimeoutMs = 9000

/** What a reader may use while it reads. */
export type ReadContext = { api: PveApi; signal: AbortSignal; nowSec: () => number }

/** How one part of the picture is read, and how often: `watched` while somebody looks, `idle` otherwise. */
export type Reader = {
  part: PartName
  everySec: { watched: number; idle: number }
  /** Rights that PVE asks for; without them the part is "no right" and tried again rarely. */
  read(context: ReadContext): Promise<Partial<Readings>>
}

/** The readings that one call each brings; those that go node by node are in `rounds.ts`. */
export const readers: readonly Reader[] = [
  {
    part: 'resources',
    // Nothing under /cluster/resources is fresher than 10 s (pvestatd); 5 s halves the time until a change is seen.
    everySec: { watched: 5, idle: 10 },
    async read({ api, signal, nowSec }) {
      const reply = await api.call('clusterResources', {}, { signal })
      return { resources: reply.data, now: nowSec() }
    },
  },
  {
    part: 'status',
    everySec: { watched: 5, idle: 10 },
    read: async ({ api, signal }) => ({ status: (await api.call('clusterStatus', {}, { signal })).data }),
  },
  {
    part: 'tasks',
    everySec: { watched: 5, idle: 10 },
    read: async ({ api, signal }) => ({ tasks: (await api.call('clusterTasks', {}, { signal })).data }),
  },
  {
    part: 'ha',
    everySec: { watched: 10, idle: 15 },
    read: async ({ api, signal }) => ({ ha: (await api.call('clusterHaStatus', {}, { signal })).data }),
  },
  {
    part: 'configNodes',
    everySec: { watched: 120, idle: 300 },
    read: async ({ api, signal }) => ({ configNodes: (await api.call('clusterConfigNodes', {}, { signal })).data }),
  },
  {
    part: 'qdevice',
    everySec: { watched: 60, idle: 120 },
    read: async ({ api, signal }) => ({ qdevice: (await api.call('clusterConfigQdevice', {}, { signal })).data }),
  },
]
