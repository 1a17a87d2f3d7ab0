import { Permissions } from '../access/permissions.ts'
import { AccessStore } from '../access/store.ts'
import { failure } from '../protocol/errors.ts'
import { Scheduler } from '../sim/scheduler.ts'
import { TaskStore } from '../tasks/store.ts'
import type { BackupJobDescription, PveVersion, ReplicationDescription } from './description.ts'
import { isRunning, type Guest } from './guest.ts'
import { isUp, runs, type Node } from './node.ts'
import type { Storage } from './storage.ts'

interface Qdevice {
  readonly host: string
  connected: boolean
  /** Nodes whose own qdevice daemon is stopped. */
  readonly stoppedOn: Set<string>
}

export interface Cluster {
  readonly name: string
  version: number
  qdevice: Qdevice | undefined
}

export interface LogEntry {
  readonly uid: number
  readonly time: number
  readonly node: string
  readonly pri: number
  readonly user: string
  readonly tag: string
  readonly pid: number
  readonly msg: string
}

export interface HaService {
  readonly sid: string
  readonly vmid: number
  request: string
  crm: string
  node: string
  comment: string | undefined
  maxRestart: number | undefined
  maxRelocate: number | undefined
  /** When the present state began, in milliseconds. */
  since: number
  /** Given with a stop request. */
  timeout: number | undefined
  target: string | undefined
  /** The LRM's task for it, while one runs. */
  work: string | undefined
  failures: number
  /** Where it is to go back to after the maintenance. */
  maintenanceNode?: string
  /** The local agent has said so. */
  running: boolean
  /** Taken out of the configuration; the manager has not looked yet. */
  deleted: boolean
}

/** Everything that is so, whoever looks. What a node *believes* is kept in the node. */
export class World {
  readonly scenario: string
  readonly pve: PveVersion
  readonly scheduler: Scheduler
  readonly access: AccessStore
  readonly permissions: Permissions
  readonly tasks: TaskStore
  readonly nodes = new Map<string, Node>()
  readonly guests = new Map<number, Guest>()
  readonly storages = new Map<string, Storage>()
  readonly services = new Map<string, HaService>()
  readonly fingerprints = new Map<string, string>()
  readonly certificates = new Map<string, string>()
  cluster: Cluster | undefined
  jobs: BackupJobDescription[] = []
  replications: ReplicationDescription[] = []
  haRules: Record<string, string | number>[] = []
  haArmed: 'armed' | 'disarming' | 'disarmed' = 'armed'
  haArmedSince = 0
  /** When a manager of HA was last at work, in milliseconds, and where. */
  lastMaster: { readonly node: string; readonly at: number } | undefined
  options: Record<string, string> = {}
  /** Group of each node on the network; nodes of different groups do not hear each other. */
  readonly networkGroup = new Map<string, number>()
  readonly log: LogEntry[] = []
  /** Folders under /etc/pve/nodes of nodes that are no members any more. */
  readonly ghosts = new Set<string>()
  /** Locks of the cluster file system that somebody holds, such as `file-user_cfg`. */
  readonly heldLocks = new Set<string>()
  /** Rises whenever something in the cluster file system changes; caches hang on it. */
  configVersion = 0
  /** Called when a node's ports must open or close, or its certificate changes. */
  onNodeChange: (node: Node) => void = () => {}
  #byNode: { version: number; guests: Map<string, Guest[]> } = { version: -1, guests: new Map() }

  constructor(scenario: string, pve: PveVersion, speed: number, beginsAt?: number) {
    this.scenario = scenario
    this.pve = pve
    this.scheduler = new Scheduler(speed, beginsAt)
    this.access = new AccessStore(pve)
    this.permissions = new Permissions(this.access)
    this.tasks = new TaskStore(this.scheduler, (name) => this.nodes.get(name)?.bootedAt ?? this.scheduler.now())
  }

  now(): number {
    return this.scheduler.now()
  }

  seconds(): number {
    return this.scheduler.seconds()
  }

  /** How long ago, in simulated seconds. */
  age(since: number): number {
    return ((this.now() - since) / 1000) * this.scheduler.speed
  }

  touch(): void {
    this.configVersion += 1
  }

  guestsOn(node: string): readonly Guest[] {
    if (this.#byNode.version !== this.configVersion)
      this.#byNode = { version: this.configVersion, guests: Map.groupBy(this.guests.values(), (guest) => guest.node) }
    return this.#byNode.guests.get(node) ?? []
  }

  node(name: string): Node {
    const node = this.nodes.get(name)
    if (!node) throw failure(`no such cluster node '${name}'`)
    return node
  }

  /** Fails as PVE does when the configuration is not on that node, which is also the answer for no guest at all. */
  guest(node: string, vmid: number, type: Guest['type']): Guest {
    const guest = this.guests.get(vmid)
    if (guest?.node !== node || guest.type !== type) {
      const folder = type === 'qemu' ? 'qemu-server' : 'lxc'
      throw failure(`Configuration file 'nodes/${node}/${folder}/${vmid}.conf' does not exist`)
    }
    return guest
  }

  storage(id: string): Storage {
    const storage = this.storages.get(id)
    if (!storage) throw failure(`storage '${id}' does not exist`)
    return storage
  }

  /** Members of corosync.conf. Without a cluster every node is one of its own. */
  members(): Node[] {
    const all = [...this.nodes.values()]
    return this.cluster ? all.filter((node) => node.member) : all
  }

  /** The nodes that this one knows of: a removed one goes on believing in the cluster it had. */
  knownTo(viewer: Node): Node[] {
    if (this.cluster && viewer.member) return this.members()
    const former = new Set(viewer.former)
    return [...this.nodes.values()].filter((node) => node === viewer || former.has(node.name))
  }

  /** Folders under /etc/pve/nodes as this node has them. */
  foldersOf(viewer: Node): Set<string> {
    const known = this.knownTo(viewer).map((node) => node.name)
    return new Set([...known, ...(viewer.member && this.cluster ? this.ghosts : viewer.formerGhosts)])
  }

  /** Both ends have power and a way to each other. */
  linked(a: Node, b: Node): boolean {
    return isUp(a) && isUp(b) && (this.networkGroup.get(a.name) ?? 0) === (this.networkGroup.get(b.name) ?? 0)
  }

  /** What one node broadcasts reaches the other. */
  hears(a: Node, b: Node): boolean {
    if (a === b) return isUp(a)
    return this.linked(a, b) && a.member && b.member && runs(a, 'corosync') && runs(b, 'corosync')
  }

  /** /etc/pve can be written on this node. */
  isWritable(node: Node): boolean {
    return node.quorate && runs(node, 'pve-cluster')
  }

  haManaged(guest: Guest): HaService | undefined {
    const service = this.services.get(`${guest.type === 'lxc' ? 'ct' : 'vm'}:${guest.vmid}`)
    return service?.deleted ? undefined : service
  }

  record(node: string, entry: { user: string; msg: string; tag?: string; pri?: number }): void {
    this.log.push({
      uid: this.log.length + 1,
      time: this.seconds(),
      node,
      pri: entry.pri ?? 6,
      user: entry.user,
      tag: entry.tag ?? 'pvedaemon',
      pid: 1100 + (this.log.length % 3),
      msg: entry.msg,
    })
    if (this.log.length > 600) this.log.splice(0, 100)
  }

  /** The storage hangs on that node, so whoever touches it there waits. */
  hangs(node: string, storage: string): boolean {
    return this.nodes.get(node)?.hanging.has(storage) ?? false
  }

  isAlive(guest: Guest): boolean {
    const node = this.nodes.get(guest.node)
    return isRunning(guest) && node !== undefined && node.power !== 'off'
  }
}
