import type { PartName } from '@steward/contracts'
import { PveError, type PveApi } from '@steward/pve-client'
import type { NodeAnswer, Picture, RawNodeStatus } from '@steward/snapshot'
import { agentEnabled } from '@steward/diagnostics'
import { noRightRetryMs } from './backoff.ts'
import { notRead, storeOf, type FactStore } from './fact-rounds.ts'
import type { HangGuard } from './hang-guard.ts'

/** What the rounds keep: readings that are made node by node or guest by guest. */
export type Gathered = {
  /** What is read for the rules. */
  facts: FactStore
  /** Guests whose configuration has the agent switched on. */
  agentEnabled: Set<string>
  nodeDetails: Map<string, RawNodeStatus>
  /** When each node's details were read (Unix seconds). */
  detailsReadAt: Map<string, number>
  guestConfigs: Map<string, { startsAtBoot: boolean; readAt: number }>
  /** Own views of nodes that were asked directly, by node. */
  answers: Map<string, NodeAnswer>
  history: Map<string, { from: number; step: number; cpu: (number | null)[]; memory: (number | null)[] }>
}

export const nothingGathered = (): Gathered => ({
  facts: new Map(),
  agentEnabled: new Set(),
  nodeDetails: new Map(),
  detailsReadAt: new Map(),
  guestConfigs: new Map(),
  answers: new Map(),
  history: new Map(),
})

export type RoundContext = {
  api: PveApi
  signal: AbortSignal
  nowSec: () => number
  picture: Picture
  gathered: Gathered
  /** Names of the endpoints through which a node can be asked directly. */
  endpoints: ReadonlySet<string>
  /** The endpoint that answered the cluster-wide calls: its own view is already known. */
  mainEndpoint: string | null
  guard: HangGuard
}

/** One part that is read target by target, each in its own interval. */
export type Round = {
  id: string
  part: PartName
  everySec: { watched: number; idle: number }
  targets(context: RoundContext): readonly string[]
  read(target: string, context: RoundContext): Promise<void>
  /** A target for which PVE refused the right is tried again this much later. */
  refusedRetryMs: number
}

const onlineNodes = (context: RoundContext) =>
  [...context.picture.nodes.values()].filter((node) => node.state === 'online').map((node) => node.name)

export const rounds: readonly Round[] = [
  {
    id: 'nodeDetails',
    part: 'nodeDetails',
    everySec: { watched: 30, idle: 60 },
    refusedRetryMs: noRightRetryMs * 5,
    targets: onlineNodes,
    read: readDetails,
  },
  {
    // A node that the cluster has lost may still answer us: its own view is what tells a split from a dead node.
    id: 'views',
    part: 'views',
    everySec: { watched: 30, idle: 60 },
    refusedRetryMs: noRightRetryMs,
    targets: ({ picture, endpoints, mainEndpoint }) =>
      [...picture.nodes.keys()].filter((node) => endpoints.has(node) && node !== mainEndpoint),
    read: readView,
  },
  {
    id: 'history',
    part: 'history',
    everySec: { watched: 300, idle: 600 },
    refusedRetryMs: noRightRetryMs * 5,
    targets: onlineNodes,
    async read(node, { api, signal, gathered }) {
      const rows = (await api.call('nodeRrd', { node, timeframe: 'day', cf: 'AVERAGE' }, { signal })).data
      gathered.history.set(node, toHistory(rows))
    },
  },
  {
    // Only what "off on purpose" needs; PVE has no call that lists configurations, so they are swept.
    id: 'guestConfigs',
    part: 'guestConfigs',
    everySec: { watched: 900, idle: 900 },
    refusedRetryMs: noRightRetryMs * 10,
    targets: sweepTargets,
    read: readConfig,
  },
]

/**
 * `/pending` tells in one answer what a configuration is and what waits for the next start. "off on purpose" needs the
 * first, the rules need both.
 */
async function readConfig(id: string, { api, signal, picture, gathered, nowSec }: RoundContext) {
  const guest = picture.guests.get(id)
  if (!guest) return
  const store = storeOf(gathered.facts, 'guestConfigs')
  const reply = await api
    .call(guest.kind === 'qemu' ? 'qemuPending' : 'lxcPending', { node: guest.node, vmid: guest.vmid }, { signal })
    .catch((error: unknown) => {
      notRead(store, id, error)
      throw error
    })
  const values = Object.fromEntries(
    reply.data.flatMap((row) => (row.value === undefined ? [] : [[row.key, row.value]])),
  )
  const config = { values, pending: reply.data.filter((row) => row.pending !== undefined || row.delete !== undefined) }
  store.version += 1
  store.missing.delete(id)
  store.read.set(id, {
    value: config,
    readAt: nowSec(),
    call: `GET /nodes/${guest.node}/${guest.kind}/${id}/pending`,
  })
  gathered.guestConfigs.set(id, { startsAtBoot: values['onboot'] === '1', readAt: nowSec() })
  if (agentEnabled(config)) gathered.agentEnabled.add(id)
  else gathered.agentEnabled.delete(id)
}

/** Load and the like are worth nothing when they are older, and a figure without an age is taken for that of now. */
const detailsLifeSec = 60

async function readDetails(node: string, { api, signal, nowSec, gathered }: RoundContext) {
  try {
    gathered.nodeDetails.set(node, (await api.call('nodeStatus', { node }, { signal })).data)
    gathered.detailsReadAt.set(node, nowSec())
  } catch (error) {
    const age = nowSec() - (gathered.detailsReadAt.get(node) ?? 0)
    if (age >= detailsLifeSec || (error instanceof PveError && error.kind === 'forbidden'))
      gathered.nodeDetails.delete(node)
    throw error
  }
}

/** Stopped guests first: only for them the answer is shown. */
function sweepTargets({ picture }: RoundContext): string[] {
  const readable = [...picture.guests.values()].filter(
    (guest) => !guest.template && picture.nodes.get(guest.node)?.state === 'online',
  )
  return [
    ...readable.filter((guest) => guest.state === 'stopped'),
    ...readable.filter((guest) => guest.state !== 'stopped'),
  ].map((guest) => guest.id)
}

async function readView(node: string, { api, signal, nowSec, picture, gathered }: RoundContext) {
  try {
    const status = await api.call('clusterStatus', {}, { signal, via: node })
    const ha = await api.call('clusterHaStatus', {}, { signal, via: node }).catch(() => null)
    gathered.answers.set(node, { node, status: status.data, ha: ha?.data ?? null, readAt: nowSec(), notAsked: null })
  } catch (error) {
    const offline = picture.nodes.get(node)?.state === 'offline'
    gathered.answers.set(node, { node, status: null, ha: null, readAt: null, notAsked: offline ? 'offline' : 'failed' })
    throw error
  }
}

/** PVE leaves a key out where it has no reading: that is a gap, never a zero. Thinned to about 144 points. */
function toHistory(
  rows: readonly {
    time: number
    cpu?: number | undefined
    memused?: number | undefined
    memtotal?: number | undefined
  }[],
) {
  const every = Math.max(1, Math.round(rows.length / 144))
  const picked = rows.filter((_, index) => index % every === 0)
  const first = picked[0]?.time ?? 0
  const step = picked.length > 1 ? ((picked.at(-1)?.time ?? first) - first) / (picked.length - 1) : 600
  const round = (value: number | undefined) => (value === undefined ? null : Math.round(value * 1000) / 1000)
  return {
    from: first,
    step: Math.round(step),
    cpu: picked.map((row) => round(row.cpu)),
    memory: picked.map((row) =>
      row.memused === undefined || !row.memtotal ? null : round(row.memused / row.memtotal),
    ),
  }
}
