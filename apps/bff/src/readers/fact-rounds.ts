import { disksOf, passedDevicesOf, type Facts, type GuestConfig, type Missing, type Read } from '@steward/diagnostics'
import { PveError } from '@steward/pve-client'
import { isConfig } from '../diagnosis/unread.ts'
import { noRightRetryMs } from './backoff.ts'
import type { Round, RoundContext } from './rounds.ts'

/** The parts that are read for the rules alone, each node by node, guest by guest, or once for the cluster. */
export type FactName = Exclude<keyof Facts, 'guests' | 'nodes' | 'storages' | 'tasks' | 'quorum' | 'ha' | 'observed'>
/** `version` counts the changes, so that what was made from a part can be kept until it changes. */
type FactEntry = { read: Map<string, Read<unknown>>; missing: Map<string, Missing>; version: number }
export type FactStore = Map<FactName, FactEntry>

/** The key of a part that is read once for the whole cluster. */
export const whole = '*'
const hour = 3600

type FactRound = {
  fact: FactName
  everySec: number
  /** Makes a storage, a disk or a guest answer: waits its turn on that node, and rests where one hung. */
  slow?: true
  targets: (context: RoundContext) => readonly string[]
  call: (target: string) => string
  read(target: string, context: RoundContext): Promise<unknown>
}

const onlineNodes = (context: RoundContext) =>
  [...context.picture.nodes.values()]
    .filter((node) => node.state === 'online' && node.unknown !== 'no-right')
    .map((node) => node.name)
const once = () => [whole]
const ofNode = (path: string) => (node: string) => `GET /nodes/${node}/${path}`

const factRounds: readonly FactRound[] = [
  {
    fact: 'backupJobs',
    everySec: 600,
    targets: once,
    call: () => 'GET /cluster/backup',
    read: async (_, { api, signal }) => (await api.call('clusterBackup', {}, { signal })).data,
  },
  {
    fact: 'notBackedUp',
    everySec: 600,
    targets: once,
    call: () => 'GET /cluster/backup-info/not-backed-up',
    read: async (_, { api, signal }) => (await api.call('clusterNotBackedUp', {}, { signal })).data,
  },
  {
    fact: 'storageConfig',
    everySec: 600,
    targets: once,
    call: () => 'GET /storage',
    read: async (_, { api, signal }) => (await api.call('storageConfig', {}, { signal })).data,
  },
  {
    fact: 'haResources',
    everySec: 300,
    targets: once,
    call: () => 'GET /cluster/ha/resources',
    read: async (_, { api, signal }) => (await api.call('haResources', {}, { signal })).data,
  },
  {
    fact: 'clusterOptions',
    everySec: hour,
    targets: once,
    call: () => 'GET /cluster/options',
    read: async (_, { api, signal }) => (await api.call('clusterOptions', {}, { signal })).data,
  },
  {
    fact: 'users',
    everySec: hour,
    targets: once,
    call: () => 'GET /access/users',
    read: async (_, { api, signal }) => (await api.call('users', {}, { signal })).data,
  },
  {
    fact: 'nodeStatus',
    everySec: 120,
    targets: onlineNodes,
    call: ofNode('status'),
    read: async (node, { api, signal }) => (await api.call('nodeStatus', { node }, { signal })).data,
  },
  {
    fact: 'nodeTime',
    everySec: 600,
    targets: onlineNodes,
    call: ofNode('time'),
    read: async (node, { api, signal, nowSec }) => ({
      ...(await api.call('nodeTime', { node }, { signal })).data,
      askedAt: nowSec(),
    }),
  },
  {
    fact: 'nodeServices',
    everySec: 600,
    slow: true,
    targets: onlineNodes,
    call: ofNode('services'),
    read: async (node, { api, signal }) => (await api.call('nodeServices', { node }, { signal })).data,
  },
  {
    fact: 'nodeReplication',
    everySec: 300,
    targets: onlineNodes,
    call: ofNode('replication'),
    read: async (node, { api, signal }) => (await api.call('nodeReplication', { node }, { signal })).data,
  },
  {
    fact: 'nodeThinPools',
    everySec: 900,
    slow: true,
    targets: onlineNodes,
    call: ofNode('disks/lvmthin'),
    read: async (node, { api, signal }) => (await api.call('nodeLvmThin', { node }, { signal })).data,
  },
  { fact: 'nodeZfs', everySec: 900, slow: true, targets: onlineNodes, call: ofNode('disks/zfs'), read: readZfs },
  {
    fact: 'nodeNetwork',
    everySec: 1800,
    targets: onlineNodes,
    call: ofNode('network'),
    read: async (node, { api, signal }) => {
      const reply = await api.call('nodeNetwork', { node }, { signal })
      return { interfaces: reply.data, changes: reply.changes ?? null }
    },
  },
  {
    fact: 'nodeRepositories',
    everySec: 6 * hour,
    targets: onlineNodes,
    call: ofNode('apt/repositories'),
    read: async (node, { api, signal }) => (await api.call('nodeAptRepositories', { node }, { signal })).data,
  },
  {
    fact: 'nodeSubscription',
    everySec: 12 * hour,
    targets: onlineNodes,
    call: ofNode('subscription'),
    read: async (node, { api, signal }) => (await api.call('nodeSubscription', { node }, { signal })).data,
  },
  {
    fact: 'nodeCertificates',
    everySec: 6 * hour,
    targets: onlineNodes,
    call: ofNode('certificates/info'),
    read: async (node, { api, signal }) => (await api.call('nodeCertificates', { node }, { signal })).data,
  },
  {
    fact: 'nodePackages',
    everySec: 6 * hour,
    slow: true,
    targets: onlineNodes,
    call: ofNode('apt/versions'),
    read: async (node, { api, signal }) => (await api.call('nodeAptVersions', { node }, { signal })).data,
  },
  // SMART values need the disks themselves to answer, and wake those that sleep.
  {
    fact: 'nodeDisks',
    everySec: 6 * hour,
    slow: true,
    targets: onlineNodes,
    call: ofNode('disks/list'),
    read: async (node, { api, signal }) => (await api.call('nodeDisks', { node }, { signal })).data,
  },
  {
    fact: 'snapshots',
    everySec: 2 * hour,
    targets: (context) => guestsOn(context).map((guest) => guest.id),
    call: (id) => `GET /nodes/…/${id}/snapshot`,
    async read(id, { api, signal, picture }) {
      const guest = picture.guests.get(id)
      if (!guest) return []
      return (
        await api.call(
          guest.kind === 'qemu' ? 'qemuSnapshots' : 'lxcSnapshots',
          { node: guest.node, vmid: guest.vmid },
          { signal },
        )
      ).data.filter((snapshot) => snapshot.name !== 'current')
    },
  },
  {
    fact: 'cloudInit',
    everySec: hour,
    targets: (context) =>
      machinesWith(context, (config) => disksOf(config).some((disk) => disk.isCloudInit && disk.bus !== 'unused')),
    call: (id) => `GET /nodes/…/qemu/${id}/cloudinit`,
    async read(id, { api, signal, picture }) {
      const guest = picture.guests.get(id)
      if (!guest) return []
      return (await api.call('qemuCloudinit', { node: guest.node, vmid: guest.vmid }, { signal })).data
    },
  },
  {
    // A dead agent keeps a worker of the node busy for three seconds: one question in six hours, one node at a time.
    fact: 'agents',
    everySec: 6 * hour,
    slow: true,
    targets: (context) =>
      guestsOn(context)
        .filter(
          (guest) =>
            guest.kind === 'qemu' &&
            guest.state === 'running' &&
            context.gathered.agentEnabled.has(guest.id) &&
            context.nowSec() - (guest.startedAt ?? context.nowSec()) > 300,
        )
        .map((guest) => guest.id),
    call: (id) => `POST /nodes/…/qemu/${id}/agent/ping`,
    read: pingAgent,
  },
]

const guestsOn = ({ picture }: RoundContext) =>
  [...picture.guests.values()].filter((guest) => picture.nodes.get(guest.node)?.state === 'online')

/** Running machines whose configuration was read and is of this kind. */
const machinesWith = (context: RoundContext, fits: (config: GuestConfig) => boolean) =>
  guestsOn(context)
    .filter((guest) => guest.kind === 'qemu' && guest.state === 'running')
    .map((guest) => guest.id)
    .filter((id) => {
      const config = configOf(context, id)
      return config !== null && fits(config)
    })

const configOf = ({ gathered }: RoundContext, id: string): GuestConfig | null => {
  const value = gathered.facts.get('guestConfigs')?.read.get(id)?.value
  return isConfig(value) ? value : null
}
/** A node without the ZFS tools says so as an error; it simply has no pools. */
async function readZfs(node: string, { api, signal }: RoundContext) {
  try {
    return (await api.call('nodeZfs', { node }, { signal })).data
  } catch (error) {
    if (error instanceof PveError && /zfsutils-linux not installed|binary not installed/.test(error.reason)) return []
    throw error
  }
}

async function pingAgent(id: string, context: RoundContext) {
  const { api, signal, picture, gathered, nowSec } = context
  const guest = picture.guests.get(id)
  if (!guest) return { answers: false, message: 'the guest is gone', since: nowSec() }
  const before = gathered.facts.get('agents')?.read.get(id)?.value
  const since = (answers: boolean) => (isAgent(before) && before.answers === answers ? before.since : nowSec())
  try {
    await api.call('agentPing', { node: guest.node, vmid: guest.vmid }, { signal })
    return { answers: true, message: null, since: since(true), kernel: await readKernel(id, context) }
  } catch (error) {
    if (error instanceof PveError && error.kind === 'failed')
      return { answers: false, message: error.reason, since: since(false) }
    throw error
  }
}

/** Only where it matters: which kernel runs in a guest that was given a device. An old agent cannot tell. */
async function readKernel(id: string, context: RoundContext): Promise<string | null> {
  const guest = context.picture.guests.get(id)
  const config = configOf(context, id)
  if (!guest || config === null || passedDevicesOf(config).length === 0) return null
  const place = { node: guest.node, vmid: guest.vmid }
  try {
    const { result } = (await context.api.call('agentOsinfo', place, { signal: context.signal })).data
    return 'kernel-release' in result && typeof result['kernel-release'] === 'string' ? result['kernel-release'] : null
  } catch (error) {
    // It answered the ping: that it does not tell its kernel is nothing against it.
    if (error instanceof PveError) return null
    throw error
  }
}

const isAgent = (value: unknown): value is { answers: boolean; since: number } =>
  typeof value === 'object' && value !== null && 'answers' in value && 'since' in value

/** The same as rounds of the feed: all of them are told as one part, "diagnosis". */
export const diagnosisRounds: readonly Round[] = factRounds.map((round) => ({
  id: round.fact,
  part: 'diagnosis',
  everySec: { watched: round.everySec, idle: round.everySec },
  refusedRetryMs: noRightRetryMs * 15,
  targets: round.targets,
  async read(target, context) {
    const store = storeOf(context.gathered.facts, round.fact)
    const call = () => round.read(target, context)
    const node = context.picture.nodes.has(target) ? target : (context.picture.guests.get(target)?.node ?? null)
    try {
      const value = await (round.slow && node !== null ? context.guard.run(node, call) : call())
      store.read.set(target, { value, readAt: context.nowSec(), call: round.call(target) })
      store.missing.delete(target)
      store.version += 1
    } catch (error) {
      notRead(store, target, error)
      throw error
    }
  },
}))

/** What was never read says why, so that a rule can tell "not checked" from "fine"; what was read stays, with its age. */
export function notRead(store: FactEntry, target: string, error: unknown) {
  if (store.read.has(target)) return
  store.missing.set(target, missingOf(error))
  store.version += 1
}

function missingOf(error: unknown): Missing {
  const message = error instanceof Error ? (error instanceof PveError ? error.reason : error.message) : String(error)
  const kind = error instanceof PveError ? error.kind : null
  return {
    reason: kind === 'forbidden' ? 'no-right' : kind === 'not-in-this-version' ? 'not-in-this-version' : 'read-failed',
    message,
  }
}

export function storeOf(facts: FactStore, name: FactName): FactEntry {
  const held: FactEntry = facts.get(name) ?? { read: new Map(), missing: new Map(), version: 0 }
  facts.set(name, held)
  return held
}
