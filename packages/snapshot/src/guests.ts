import type { GuestRow, GuestState, NodeRow, OffOnPurpose, UnknownReason } from '@steward/contracts'
import { follow, type Motion } from './motion.ts'
import type { GuestConfigFacts, RawResource } from './raw.ts'
import { settleBytes, settleLoad, settleRate } from './settle.ts'

export type GuestContext = {
  /** Unix seconds at which the resources were read. */
  now: number
  nodes: ReadonlyMap<string, NodeRow>
  before: ReadonlyMap<string, GuestRow>
  motion: ReadonlyMap<string, Motion>
  configs: ReadonlyMap<string, GuestConfigFacts>
  /** Guests whose last power task was a stop or shutdown that a person asked for. */
  stoppedByPerson: ReadonlySet<string>
}

/** QMP run states as `/cluster/resources` passes them on (qemu-server: PVE/QemuServer.pm vmstatus). */
const states: Readonly<Record<string, GuestState>> = {
  running: 'running',
  stopped: 'stopped',
  paused: 'paused',
  suspended: 'suspended',
  prelaunch: 'prelaunch',
  'io-error': 'io-error',
  'internal-error': 'internal-error',
  'guest-panicked': 'guest-panicked',
  shutdown: 'shutdown',
  inmigrate: 'migrating',
  postmigrate: 'migrating',
  'finish-migrate': 'migrating',
  unknown: 'unknown',
}

/** Rows of type qemu and lxc, with the motion to remember for the next reading. */
export function toGuests(resources: readonly RawResource[], context: GuestContext) {
  const rows = new Map<string, GuestRow>()
  const motion = new Map<string, Motion>()
  for (const raw of resources) {
    if ((raw.type !== 'qemu' && raw.type !== 'lxc') || raw.vmid === undefined || raw.node === undefined) continue
    const id = String(raw.vmid)
    const moved =
      raw.uptime === undefined || raw.uptime === 0
        ? undefined
        : follow(context.motion.get(id), raw.uptime, countersOf(raw), context.now)
    if (moved) motion.set(id, moved)
    rows.set(id, toGuest({ id, vmid: raw.vmid, kind: raw.type, node: raw.node }, raw, moved, context))
  }
  return { rows, motion }
}

type Identity = Pick<GuestRow, 'id' | 'vmid' | 'kind' | 'node'>

function toGuest(identity: Identity, raw: RawResource, moved: Motion | undefined, context: GuestContext): GuestRow {
  const before = context.before.get(identity.id)
  const seen = stateOf(raw, context.nodes.get(identity.node))
  const template = raw.template === undefined ? (before?.template ?? false) : Boolean(raw.template)
  const numbers = seen.state === 'unknown' ? noNumbers : numbersOf(raw, moved, before)
  return {
    ...identity,
    // PVE forgets the name of a guest whose node it lost five minutes ago; we need not.
    name: raw.name ?? before?.name ?? null,
    state: seen.state,
    rawState: raw.status ?? 'unknown',
    unknown: seen.unknown,
    template,
    offOnPurpose: seen.state === 'stopped' ? purposeOf(identity.id, template, context) : null,
    lock: raw.lock ?? null,
    tags: tagsOf(raw.tags),
    pool: raw.pool ?? null,
    ha: raw.hastate ?? null,
    ...numbers,
    cpuMax: raw.maxcpu ?? before?.cpuMax ?? null,
    memoryMax: raw.maxmem ?? before?.memoryMax ?? null,
    diskMax: raw.maxdisk ?? before?.diskMax ?? null,
  }
}

/** A lost node's guests stay "running" in PVE for five minutes. That is old news, and old news looks like good news. */
function stateOf(raw: RawResource, node: NodeRow | undefined): { state: GuestState; unknown: UnknownReason | null } {
  if (node?.ghost || node?.state === 'offline') return { state: 'unknown', unknown: 'node-offline' }
  const state = states[raw.status ?? 'unknown'] ?? 'other'
  if (state === 'unknown')
    return { state, unknown: node?.state === 'unknown' || node?.stalledSince ? 'statistics-stalled' : 'not-read-yet' }
  return { state, unknown: node?.stalledSince ? 'statistics-stalled' : null }
}

type Numbers = Pick<
  GuestRow,
  'startedAt' | 'cpu' | 'memory' | 'diskUsed' | 'netIn' | 'netOut' | 'diskRead' | 'diskWrite'
>
const noNumbers: Numbers = {
  startedAt: null,
  cpu: null,
  memory: null,
  diskUsed: null,
  netIn: null,
  netOut: null,
  diskRead: null,
  diskWrite: null,
}

function numbersOf(raw: RawResource, moved: Motion | undefined, before: GuestRow | undefined): Numbers {
  if (!moved) return noNumbers
  return {
    startedAt: moved.startedAt,
    cpu: settleLoad(before?.cpu, raw.cpu),
    memory: settleBytes(before?.memory, raw.mem, raw.maxmem),
    // QEMU guests always report 0 here: PVE cannot look into their disks.
    diskUsed: raw.type === 'lxc' ? settleBytes(before?.diskUsed, raw.disk, raw.maxdisk) : null,
    netIn: settleRate(before?.netIn, moved.rates.netIn),
    netOut: settleRate(before?.netOut, moved.rates.netOut),
    diskRead: settleRate(before?.diskRead, moved.rates.diskRead),
    diskWrite: settleRate(before?.diskWrite, moved.rates.diskWrite),
  }
}

function purposeOf(id: string, template: boolean, context: GuestContext): OffOnPurpose | null {
  if (template) return 'template'
  if (context.stoppedByPerson.has(id)) return 'stopped-by-person'
  const config = context.configs.get(id)
  return config && !config.startsAtBoot ? 'not-started-at-boot' : null
}

const countersOf = (raw: RawResource) => ({
  netIn: raw.netin ?? 0,
  netOut: raw.netout ?? 0,
  diskRead: raw.diskread ?? 0,
  diskWrite: raw.diskwrite ?? 0,
})

/** PVE writes tags separated by ";" and accepts "," and blanks too (pve-common: PVE/JSONSchema.pm, format pve-tag-list). */
export const tagsOf = (text: string | undefined) =>
  text === undefined ? [] : text.split(/[;,\s]+/).filter((tag) => tag !== '')
