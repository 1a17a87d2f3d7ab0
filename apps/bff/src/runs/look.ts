import { PveError, type PveApi } from '@steward/pve-client'
import { PveAway, type ConfigNow, type GuestNow, type LiveTask, type Look } from '@steward/runbooks'
import { seconds, type Clock } from '../clock.ts'
import type { Cluster } from '../clusters/cluster.ts'
import type { Feed } from '../readers/feed.ts'
import { currentOf, readStuck, type StuckSight } from '../diagnosis/stuck.ts'
import { may, type Rights } from '../services/visibility.ts'
import { asTrouble } from './errors.ts'
import { findSelf } from './self.ts'
import type { SharedGuests } from './shared-guests.ts'
import { taskEnd } from './wait-task.ts'

/** What of a sight a run looks at. */
export type LookSight = StuckSight & { feed: Pick<Feed, 'picture' | 'readings' | 'gathered'> }

export type LookDeps = {
  cluster: Pick<Cluster, 'guard' | 'viewers'>
  user: string
  clock: Clock
  /** With the person's newest ticket; throws TicketGone without one. */
  api: () => PveApi
  sight: () => LookSight
  /** For the parts of a run of many: where guests are looked up together. */
  shared?: SharedGuests | undefined
}

type Place = Pick<GuestNow, 'kind' | 'node' | 'vmid'>

/** What a run sees of PVE, read at that moment with the rights of the person whose run it is. */
export function createLook({ cluster, user, clock, api, sight, shared }: LookDeps): Look {
  const rights = (): Rights => cluster.viewers.get(user)?.rights ?? {}
  const asked = async <T>(read: () => Promise<T>): Promise<T> => {
    try {
      return await read()
    } catch (error) {
      throw asTrouble(error)
    }
  }
  const guestAt = async ({ kind, node, vmid }: Place) =>
    kind === 'qemu' ? readVm(api(), { node, vmid }, clock) : readContainer(api(), { node, vmid })
  const picture = () => sight().feed.picture()

  return {
    user,
    now: () => seconds(clock),
    guest: (vmid) => asked(() => (shared ? shared.guest(vmid) : findGuest(vmid))),
    config: (guest) => asked(() => readConfig(api(), guest)),
    cloudInitWaiting: (guest) =>
      asked(async () =>
        (await api().call('qemuCloudinit', place(guest))).data.flatMap((row) =>
          row.delete || (row.pending !== undefined && row.pending !== row.value) ? [row.key] : [],
        ),
      ),
    snapshots: (guest) =>
      asked(async () => {
        const { data } = await api().call(guest.kind === 'qemu' ? 'qemuSnapshots' : 'lxcSnapshots', place(guest))
        return data
          .filter((row) => row.name !== 'current')
          .map((row) => ({
            name: row.name,
            parent: row.parent ?? null,
            takenAt: row.snaptime ?? null,
            memory: row.vmstate === 1,
            state: row.snapstate ?? null,
          }))
      }),
    activeTasks: (node) => asked(() => readActiveTasks(api(), node)),
    tasksOf: ({ node, vmid }) =>
      asked(async () => {
        const tasks = shared ? await shared.runningTasks() : await readActiveTasks(api(), node)
        return tasks.filter((task) => task.id === String(vmid))
      }),
    taskLog: (upid) =>
      asked(async () => {
        const node = upid.split(':')[1] ?? ''
        return (await api().call('taskLog', { node, upid, limit: 500 })).data.map((line) => line.t)
      }),
    taskEnd: (upid) => taskEnd(api(), upid),
    // Hundreds of agents are not asked at once, each of which may keep a worker of the node for seconds.
    agent: (guest) => (shared ? Promise.resolve(null) : asked(() => askAgent(guest))),
    stuck: (vmid) =>
      asked(async () => {
        const { verdict, params, missing } = await readStuck({
          cluster,
          sight: sight(),
          api: api(),
          rights: rights(),
          vmid: String(vmid),
          clock,
        })
        return { verdict, params, missing }
      }),
    migration: (guest, target) =>
      asked(async () => {
        const { data } = await api().call('qemuMigratePreconditions', {
          ...place(guest),
          ...(target !== undefined && { target }),
        })
        // PVE lists every node here; only one with a reason is refused (measured on 9.2).
        const refused = Object.entries(data.not_allowed_nodes ?? {}).flatMap(([node, why]): [string, string][] =>
          Object.keys(why).length > 0 ? [[node, JSON.stringify(why)]] : [],
        )
        return {
          running: data.running === 1,
          allowed: data.allowed_nodes ?? [],
          refused: Object.fromEntries(refused),
          localDisks: data.local_disks.map((disk) => ({
            volid: disk.volid,
            size: disk.size ?? 0,
            cdrom: disk.cdrom === 1,
          })),
          localResources: data.local_resources,
        }
      }),
    quorate: async () => quorateOf(sight()),
    votes: async () => {
      const { state, present, needed, votes } = sight().facts().quorum
      if (state === 'unknown') return null
      if (state === 'single-node') return { present: 1, needed: null, ofNode: {} }
      return present === null || needed === null
        ? null
        : { present, needed, ofNode: Object.fromEntries(votes.map((vote) => [vote.node, vote.votes])) }
    },
    nodeUptime: (node) => readUptime(api(), node),
    nodes: async () =>
      [...picture().nodes.values()].map((node) => ({
        name: node.name,
        online: node.state === 'online',
        memoryFree: node.memory === null || node.memoryMax === null ? null : node.memoryMax - node.memory,
        version: node.version,
        maintenance: node.maintenance,
      })),
    storages: async (node) =>
      [...picture().storages.values()]
        .filter((storage) => storage.node === node)
        .map((storage) => ({
          storage: storage.storage,
          node,
          content: storage.content,
          shared: storage.shared,
          free: storage.max === null || storage.used === null ? null : storage.max - storage.used,
          active: storage.state === 'available',
        })),
    lastBackup: (vmid) => asked(() => newestBackup(vmid)),
    guestsOn: (node) =>
      asked(async () => {
        const rows = [...picture().guests.values()].filter((guest) => guest.node === node)
        const guests = await Promise.all(
          rows.map((row) => guestAt({ kind: row.kind, node, vmid: row.vmid }).catch(whenAway)),
        )
        return guests.filter((guest) => guest !== null)
      }),
    may: (path, privilege) => may(rights(), path, privilege),
    version: (node) => asked(async () => (await api().call('nodeVersion', { node })).data.version ?? null),
    get self() {
      return findSelf(sight().feed)
    },
  }

  /** Where the picture says it is; when it is not there any more, wherever PVE says now. */
  async function findGuest(vmid: number): Promise<GuestNow | null> {
    const row = picture().guests.get(String(vmid))
    const first = row ? await guestAt(row).catch(whenAway) : null
    if (first) return first
    const { data } = await api().call('clusterResources', { type: 'vm' })
    const now = data.find((one) => one.vmid === vmid)
    if (!now?.node || (now.type !== 'qemu' && now.type !== 'lxc')) return null
    return guestAt({ kind: now.type, node: now.node, vmid }).catch(whenAway)
  }

  async function askAgent({ kind, node, vmid, status }: GuestNow): Promise<'answers' | 'silent' | null> {
    if (kind !== 'qemu' || status !== 'running') return null
    const { values } = await readConfig(api(), { kind, node, vmid })
    if (!/^(1|enabled=1|on)/.test(values['agent'] ?? '')) return null
    try {
      await cluster.guard.run(node, () => api().call('agentPing', { node, vmid }))
      return 'answers'
    } catch (error) {
      if (error instanceof PveError && (error.kind === 'failed' || error.kind === 'timeout')) return 'silent'
      // Without the right to ask the agent nothing is known of it.
      if (error instanceof PveError && error.kind === 'forbidden') return null
      throw error
    }
  }

  async function newestBackup(vmid: number) {
    const guest = picture().guests.get(String(vmid))
    const stores = [...picture().storages.values()].filter(
      (storage) => storage.node === guest?.node && storage.content.includes('backup') && storage.state === 'available',
    )
    const found = await Promise.all(
      stores.map(async ({ node, storage }) => {
        try {
          const { data } = await cluster.guard.run(node, () =>
            api().call('storageContent', { node, storage, content: 'backup', vmid }),
          )
          return data.map((volume) => ({ storage, volid: volume.volid, takenAt: volume.ctime ?? 0 }))
        } catch {
          // A storage that cannot be listed shows no backup; what is not seen is not counted on.
          return []
        }
      }),
    )
    return found.flat().toSorted((a, b) => b.takenAt - a.takenAt)[0] ?? null
  }
}

/** Tasks that the node has just found alive. */
async function readActiveTasks(api: PveApi, node: string): Promise<LiveTask[]> {
  const { data } = await api.call('nodeTasks', { node, source: 'active', limit: 500 })
  return data.map((task) => ({
    upid: task.upid,
    type: task.type,
    id: task.id ?? '',
    user: task.user,
    startedAt: task.starttime,
  }))
}

/** null when the node, or what leads to it, does not answer. */
async function readUptime(api: PveApi, node: string): Promise<number | null> {
  try {
    return (await api.call('nodeStatus', { node }, { timeoutMs: 8000 })).data.uptime ?? null
  } catch (error) {
    const trouble = asTrouble(error)
    if (trouble instanceof PveAway) return null
    throw trouble
  }
}

const place = ({ node, vmid }: Omit<Place, 'kind'>) => ({ node, vmid })

/** PVE answers 500 with this text for a guest that is not on that node (docs/pve-behaviour.md, errors). */
function whenAway(error: unknown): null {
  if (error instanceof PveError && /Configuration file .* does not exist/.test(error.reason)) return null
  throw error
}

/** Judged from every node's own view, never from one node's word. */
function quorateOf(sight: LookSight): boolean | null {
  const { state } = sight.facts().quorum
  return state === 'quorate' || state === 'single-node' ? true : state === 'lost' ? false : null
}

async function readVm(api: PveApi, at: { node: string; vmid: number }, clock: Pick<Clock, 'now'>): Promise<GuestNow> {
  const askedMs = clock.now()
  const { data } = await api.call('qemuStatus', at)
  return {
    ...at,
    kind: 'qemu',
    name: data.name ?? String(at.vmid),
    status: data.status,
    qmp: data.qmpstatus ?? null,
    qemuAnswers: currentOf(data, clock.now() - askedMs).qemuAnswers,
    lock: data.lock ?? null,
    template: data.template === 1,
    uptime: data.uptime ?? 0,
    ha: { managed: data.ha?.managed === 1, state: data.ha?.state ?? null },
    memory: data.maxmem ?? 0,
    tags: data.tags ?? '',
  }
}

async function readContainer(api: PveApi, at: { node: string; vmid: number }): Promise<GuestNow> {
  const { data } = await api.call('lxcStatus', at)
  return {
    ...at,
    kind: 'lxc',
    name: data.name ?? String(at.vmid),
    status: data.status,
    qmp: null,
    qemuAnswers: true,
    lock: data.lock ?? null,
    template: data.template === 1,
    uptime: data.uptime ?? 0,
    ha: { managed: data.ha?.managed === 1, state: data.ha?.state ?? null },
    memory: data.maxmem ?? 0,
    tags: data.tags ?? '',
  }
}

async function readConfig(api: PveApi, guest: Place): Promise<ConfigNow> {
  const [config, pending] = await Promise.all([
    api.call(guest.kind === 'qemu' ? 'qemuConfig' : 'lxcConfig', { ...place(guest), current: true }),
    api.call(guest.kind === 'qemu' ? 'qemuPending' : 'lxcPending', place(guest)),
  ])
  const values = Object.fromEntries(
    Object.entries(config.data).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : [])),
  )
  return {
    digest: values['digest'] ?? '',
    values,
    pending: Object.fromEntries(
      pending.data.flatMap((row): [string, string | null][] =>
        row.pending !== undefined ? [[row.key, row.pending]] : row.delete === undefined ? [] : [[row.key, null]],
      ),
    ),
  }
}
