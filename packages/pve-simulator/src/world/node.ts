import { hash, noise } from '../sim/random.ts'
import type { TaskRow } from '../tasks/store.ts'
import type { NodeDescription } from './description.ts'

type ServiceState = 'running' | 'dead' | 'failed'

export interface GuestFigures {
  readonly status: string
  readonly uptime: number
  readonly cpu: number
  readonly mem: number
  readonly memhost: number
  readonly disk: number
  readonly netin: number
  readonly netout: number
  readonly diskread: number
  readonly diskwrite: number
}

export interface StorageFigures {
  readonly used: number
  readonly total: number
  readonly active: boolean
}

interface NodeFigures {
  readonly cpu: number
  readonly mem: number
  readonly disk: number
  readonly uptime: number
}

/** What a node's pvestatd last told the others. Never changed afterwards: a new one takes its place. */
export interface Published {
  readonly at: number
  readonly node: NodeFigures
  readonly guests: ReadonlyMap<number, GuestFigures>
  readonly storages: ReadonlyMap<string, StorageFigures>
  /** The storages come last in pvestatd's round, and one that hangs holds it up right there. */
  readonly storagesAt: number
}

export interface Node {
  readonly name: string
  readonly description: NodeDescription
  readonly seed: number
  id: number
  readonly ip: string
  readonly secondIp: string | undefined
  votes: number
  /** Listed in corosync.conf. */
  member: boolean
  /** Removed: the members of the cluster it still believes in. */
  former: readonly string[] | undefined
  /** Removed: the folders of nodes that had been removed before. */
  formerGhosts: readonly string[]
  power: 'on' | 'off' | 'booting'
  hung: boolean
  /** The API port answers. A node that boots without quorum keeps it shut for 80 s. */
  apiOpen: boolean
  bootedAt: number
  lostAt: number
  readonly services: Map<string, ServiceState>
  /** By node: what this one has heard. */
  readonly heard: Map<string, Published>
  readonly heardTasks: Map<string, readonly TaskRow[]>
  /** Corosync's membership as this node sees it. */
  members: Set<string>
  quorate: boolean
  /** What /cluster/status says: refreshed with the membership only, not with the votes. */
  shownQuorate: boolean
  /** Set by `pvecm expected`; forgotten when nodes join. */
  expected: number | undefined
  readonly hanging: Set<string>
  /** pvestatd waits for one of them. */
  statisticsStuck: boolean
  /** Daemons that are there and do nothing, as after SIGSTOP. */
  readonly frozen: Set<string>
  /** pvedaemon's workers that are busy, and those that wait for one. */
  busyWorkers: number
  readonly waitingCalls: (() => void)[]
  /** Changes with every renewal of the certificate. */
  certificateSerial: number
  /** Whose keys sign this node's tickets. */
  keys: string
  networkChanges: string | undefined
  network: Record<string, string | number | string[]>[]
  readonly stagedNetwork: Record<string, string | number | string[]>[]
  maintenance: boolean
  maintenanceSince: number
  /** Has been put into maintenance at some time: the manager keeps the (then empty) request. */
  maintenanceAsked: boolean
  /** By service: the state that the local HA agent last carried out. */
  readonly haResults: Map<string, string>
  cpus: number
  memory: number
  root: number
  rootUsed: number
  readonly load: number
}

export const serviceNames = [
  'chrony',
  'corosync',
  'cron',
  'ksmtuned',
  'lxcfs',
  'postfix',
  'proxmox-firewall',
  'pve-cluster',
  'pve-firewall',
  'pve-ha-crm',
  'pve-ha-lrm',
  'pvedaemon',
  'pvefw-logger',
  'pveproxy',
  'pvescheduler',
  'pvestatd',
  'qmeventd',
  'spiceproxy',
  'sshd',
  'syslog',
  'systemd-journald',
  'systemd-timesyncd',
]

const gib = 1024 ** 3

export interface NodePlace {
  readonly index: number
  readonly clustered: boolean
  readonly now: number
}

export function makeNode(given: NodeDescription, place: NodePlace): Node {
  const seed = hash(`node ${given.name}`)
  const member = place.clustered && (given.member ?? true)
  const off = given.offFor !== undefined
  const uptime = given.uptime ?? 12 * 86400 + Math.floor(noise(seed, 1) * 20 * 86400)
  return {
    name: given.name,
    description: given,
    seed,
    id: place.clustered ? (given.id ?? place.index + 1) : 0,
    secondIp: given.secondIp,
    ip: given.ip ?? `192.168.1.${11 + place.index}`,
    votes: given.votes ?? 1,
    member,
    former: undefined,
    formerGhosts: [],
    power: off ? 'off' : 'on',
    hung: false,
    apiOpen: !off,
    bootedAt: place.now - uptime * 1000,
    lostAt: off ? place.now - (given.offFor ?? 0) * 1000 : 0,
    services: new Map(serviceNames.map((name) => [name, given.services?.[name] ?? usual(name, place.clustered)])),
    heard: new Map(),
    heardTasks: new Map(),
    members: new Set([given.name]),
    quorate: true,
    shownQuorate: true,
    expected: undefined,
    hanging: new Set(),
    statisticsStuck: false,
    frozen: new Set(),
    busyWorkers: 0,
    waitingCalls: [],
    certificateSerial: 0,
    keys: member || !place.clustered ? '' : given.name,
    networkChanges: given.networkChanges,
    network: (given.network ?? []).map((row) => ({ families: ['inet'], ...row })),
    stagedNetwork: [],
    maintenance: given.maintenanceFor !== undefined,
    maintenanceSince: place.now - (given.maintenanceFor ?? 0) * 1000,
    maintenanceAsked: given.maintenanceFor !== undefined,
    haResults: new Map(),
    cpus: given.cpus ?? 8,
    memory: given.memory ?? 32 * gib,
    root: given.root ?? 96 * gib,
    rootUsed: given.rootUsed ?? 22 * gib,
    load: given.load ?? 0.04 + noise(seed, 2) * 0.06,
  }
}

function usual(name: string, clustered: boolean): ServiceState {
  if (name === 'corosync') return clustered ? 'running' : 'dead'
  return ['ksmtuned', 'syslog', 'systemd-timesyncd', 'proxmox-firewall'].includes(name) ? 'dead' : 'running'
}

export const isUp = (node: Node): boolean => node.power === 'on' && !node.hung

export const runs = (node: Node, service: string): boolean => isUp(node) && node.services.get(service) === 'running'

/** Both cluster file systems are in touch: without pmxcfs a node counts as offline, though its vote still counts. */
export const isSeen = (viewer: Node, node: Node): boolean =>
  viewer.members.has(node.name) && (node.power !== 'on' || node.hung || runs(node, 'pve-cluster'))
