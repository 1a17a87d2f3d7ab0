import type { NodeRow, NodeState, UnknownReason } from '@steward/contracts'
import { follow, type Motion } from './motion.ts'
import type { RawConfigNode, RawHaRow, RawNodeStatus, RawResource, RawStatusRow } from './raw.ts'
import { settle, settleBytes, settleLoad } from './settle.ts'

/** Figures of an online node that stand still for this long mean that its statistics daemon hangs (PVE refreshes them every 10 s). */
export const stalledAfterSec = 45

export type NodeContext = {
  now: number
  status: readonly RawStatusRow[] | null
  configNodes: readonly RawConfigNode[] | null
  ha: readonly RawHaRow[] | null
  details: ReadonlyMap<string, RawNodeStatus>
  before: ReadonlyMap<string, NodeRow>
  motion: ReadonlyMap<string, Motion>
}

/** Node rows from `/cluster/resources`, completed from `/cluster/status`, and ghosts that only guests still name. */
export function toNodes(resources: readonly RawResource[], context: NodeContext) {
  const rows = new Map<string, NodeRow>()
  const motion = new Map<string, Motion>()
  const members = new Map((context.status ?? []).filter((row) => row.type === 'node').map((row) => [row.name, row]))
  for (const raw of resources) {
    if (raw.type !== 'node' || raw.node === undefined) continue
    const moved =
      raw.uptime === undefined
        ? context.motion.get(raw.node)
        : follow(context.motion.get(raw.node), raw.uptime, noCounters, context.now)
    if (moved) motion.set(raw.node, moved)
    rows.set(raw.node, toNode({ ...raw, node: raw.node }, members.get(raw.node), moved, context))
  }
  for (const name of ghostsOf(resources, rows, context.status))
    rows.set(name, ghostNode(name, context.before.get(name)))
  return { rows, motion }
}

const noCounters = { netIn: 0, netOut: 0, diskRead: 0, diskWrite: 0 }

/** Nodes that hold guests but are in no member list: removed nodes whose folder is still there (docs/pve-behaviour.md, quorum). */
function ghostsOf(
  resources: readonly RawResource[],
  known: ReadonlyMap<string, NodeRow>,
  status: readonly RawStatusRow[] | null,
) {
  if (status === null) return new Set<string>()
  const members = new Set(status.filter((row) => row.type === 'node').map((row) => row.name))
  return new Set(
    resources.flatMap((raw) =>
      (raw.type === 'qemu' || raw.type === 'lxc') &&
      raw.node !== undefined &&
      !known.has(raw.node) &&
      !members.has(raw.node)
        ? [raw.node]
        : [],
    ),
  )
}

function toNode(
  raw: RawResource & { node: string },
  member: RawStatusRow | undefined,
  moved: Motion | undefined,
  context: NodeContext,
): NodeRow {
  const name = raw.node
  const before = context.before.get(name)
  const config = context.configNodes?.find((node) => node.node === name || node.name === name)
  const seen = nodeState(raw, member)
  const online = seen.state === 'online'
  const details = online ? context.details.get(name) : undefined
  const stalled = online && moved !== undefined && context.now - moved.movedAt >= stalledAfterSec
  return {
    id: name,
    name,
    ...seen,
    unknown: seen.unknown ?? (stalled ? 'statistics-stalled' : online && raw.uptime === undefined ? 'no-right' : null),
    ghost: false,
    nodeId: member?.nodeid ?? null,
    // A freshly booted minority node does not know the addresses of the others: keep what was known.
    address: member?.ip ?? before?.address ?? config?.ring0_addr ?? null,
    votes: votesOf(config),
    startedAt: online ? (moved?.startedAt ?? null) : null,
    cpu: online ? settleLoad(before?.cpu, raw.cpu) : null,
    cpuMax: raw.maxcpu ?? before?.cpuMax ?? null,
    memory: online ? settleBytes(before?.memory, raw.mem, raw.maxmem) : null,
    memoryMax: raw.maxmem ?? before?.memoryMax ?? null,
    rootUsed: online ? settleBytes(before?.rootUsed, raw.disk, raw.maxdisk) : null,
    rootMax: raw.maxdisk ?? before?.rootMax ?? null,
    ...detailsOf(details, before),
    stalledSince: stalled ? moved.movedAt : null,
    maintenance: inMaintenance(name, context.ha),
  }
}

function nodeState(
  raw: RawResource,
  member: RawStatusRow | undefined,
): { state: NodeState; unknown: UnknownReason | null } {
  if (raw.status === 'offline' || (member && !member.online)) return { state: 'offline', unknown: 'node-offline' }
  if (raw.status === 'online') return { state: 'online', unknown: null }
  // PVE calls a member that is away "offline". What is "unknown" is there, and its pvestatd has been silent for five
  // minutes, or has not spoken yet because the node has only just come (pve-manager: PVE/API2/Cluster.pm resources).
  return { state: 'unknown', unknown: 'statistics-stalled' }
}

type Details = Pick<NodeRow, 'load' | 'ioWait' | 'swapUsed' | 'swapMax' | 'version' | 'kernel' | 'cpuModel'>

function detailsOf(details: RawNodeStatus | undefined, before: NodeRow | undefined): Details {
  const lasting = {
    version: before?.version ?? null,
    kernel: before?.kernel ?? null,
    cpuModel: before?.cpuModel ?? null,
    swapMax: before?.swapMax ?? null,
  }
  if (!details) return { load: null, ioWait: null, swapUsed: null, ...lasting }
  const firstLoad = details.loadavg?.[0]
  return {
    load: settle(before?.load, firstLoad === undefined ? undefined : Number(firstLoad), { step: 0.1, band: 0.1 }),
    ioWait: settleLoad(before?.ioWait, details.wait),
    swapUsed: settleBytes(before?.swapUsed, details.swap?.used, details.swap?.total),
    swapMax: details.swap?.total ?? lasting.swapMax,
    version: releaseOf(details.pveversion) ?? lasting.version,
    kernel: details['current-kernel']?.release ?? details.kversion ?? lasting.kernel,
    cpuModel: details.cpuinfo?.model ?? lasting.cpuModel,
  }
}

/** "pve-manager/9.2.11/14a22df3" → "9.2.11". */
export function releaseOf(text: string | undefined): string | null {
  return text?.split('/')[1] ?? null
}

function votesOf(config: RawConfigNode | undefined): number | null {
  const votes = config?.quorum_votes === undefined ? Number.NaN : Number(config.quorum_votes)
  return Number.isInteger(votes) ? votes : null
}

/** The node's local resource manager says so in words (pve-ha-manager: PVE/API2/HA/Status.pm). */
function inMaintenance(name: string, ha: readonly RawHaRow[] | null): boolean {
  return (
    ha?.some(
      (row) => row.type === 'lrm' && row.id === `lrm:${name}` && /maintenance/.test(row.status ?? row.state ?? ''),
    ) ?? false
  )
}

function ghostNode(name: string, before: NodeRow | undefined): NodeRow {
  const nothing = {
    nodeId: null,
    votes: null,
    startedAt: null,
    cpu: null,
    memory: null,
    rootUsed: null,
    load: null,
    ioWait: null,
    swapUsed: null,
    stalledSince: null,
  }
  const lasting = {
    address: before?.address ?? null,
    cpuMax: before?.cpuMax ?? null,
    memoryMax: before?.memoryMax ?? null,
    rootMax: before?.rootMax ?? null,
    swapMax: null,
    version: before?.version ?? null,
    kernel: null,
    cpuModel: null,
  }
  return {
    id: name,
    name,
    state: 'offline',
    unknown: 'node-offline',
    ghost: true,
    maintenance: false,
    ...nothing,
    ...lasting,
  }
}
