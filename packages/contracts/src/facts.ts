import type { ErrorCode } from './errors.ts'
import type { FindingRow } from './findings.ts'
import type { Freeze } from './runs.ts'

/**
 * The rows that travel to the browser. Shaped for change: what changes rarely is absolute (startedAt, not uptime),
 * loads are rounded, so that a quiet minute is a small patch. Times are Unix seconds, sizes bytes, loads fractions 0..1,
 * rates bytes per second. `null` always means "not known"; what does not apply follows from the row's state.
 */

/** Why a value or a state could not be told. The web app says each one in words. */
export type UnknownReason =
  | 'node-offline' // the cluster has lost the node
  | 'statistics-stalled' // the node answers, but its statistics daemon has stopped broadcasting
  | 'no-right' // the reading account may not see it
  | 'not-read-yet'
  | 'read-failed'
  | 'too-old' // the last reading is older than it may be

/**
 * A guest's state. The words are PVE's own (the QMP run state that `/cluster/resources` reports); one that this version
 * of Steward does not know arrives as `other` with the word in `rawState`.
 */
export type GuestState =
  | 'running'
  | 'stopped'
  | 'paused'
  | 'suspended'
  | 'prelaunch'
  | 'io-error'
  | 'internal-error'
  | 'guest-panicked'
  | 'shutdown'
  | 'migrating'
  | 'other'
  | 'unknown'

export type GuestKind = 'qemu' | 'lxc'

/** Why a guest that is off is meant to be off. Unknown (null) until its configuration was read. */
export type OffOnPurpose = 'template' | 'not-started-at-boot' | 'stopped-by-person' | 'marked'

export type GuestRow = {
  /** The VMID as text: unique in a cluster. */
  id: string
  vmid: number
  kind: GuestKind
  node: string
  name: string | null
  state: GuestState
  rawState: string
  /** Set when `state` is unknown, or when the state shown is only the last known one. */
  unknown: UnknownReason | null
  template: boolean
  offOnPurpose: OffOnPurpose | null
  /** PVE's config lock as it stands, an open word ("backup", "migrate", "suspended" …). */
  lock: string | null
  tags: string[]
  pool: string | null
  /** The HA state, which is not the run state. null: not managed by HA, or not known. */
  ha: string | null
  startedAt: number | null
  cpu: number | null
  cpuMax: number | null
  memory: number | null
  memoryMax: number | null
  diskUsed: number | null
  diskMax: number | null
  netIn: number | null
  netOut: number | null
  diskRead: number | null
  diskWrite: number | null
}

export type NodeState = 'online' | 'offline' | 'unknown'

export type NodeRow = {
  /** The node's name. */
  id: string
  name: string
  state: NodeState
  unknown: UnknownReason | null
  /** True when the cluster's member list does not know this node, but guests still name it. */
  ghost: boolean
  nodeId: number | null
  address: string | null
  votes: number | null
  startedAt: number | null
  cpu: number | null
  cpuMax: number | null
  memory: number | null
  memoryMax: number | null
  rootUsed: number | null
  rootMax: number | null
  load: number | null
  ioWait: number | null
  swapUsed: number | null
  swapMax: number | null
  /** PVE's release on that node, e.g. "9.2.1". */
  version: string | null
  kernel: string | null
  cpuModel: string | null
  /** Since when the node's figures have not moved although it is online (its statistics daemon stands still). */
  stalledSince: number | null
  maintenance: boolean
}

export type StorageRow = {
  /** `node/storage`: PVE lists a shared storage once per node, and each node has its own view of it. */
  id: string
  node: string
  storage: string
  state: 'available' | 'unknown'
  unknown: UnknownReason | null
  kind: string | null
  content: string[]
  shared: boolean
  used: number | null
  max: number | null
}

export type TaskState = 'running' | 'ok' | 'warnings' | 'failed' | 'unknown'

export type TaskRow = {
  /** The UPID. */
  id: string
  node: string
  type: string
  /** The id field of the UPID: a VMID for guest tasks, else a service, storage or file name, or empty. */
  subject: string
  user: string
  token: string | null
  startedAt: number
  endedAt: number | null
  state: TaskState
  /** PVE's own end text ("OK", "WARNINGS: 2", an error); hostile input. null while it runs. */
  exit: string | null
  /** The task is listed as running only because its node is away and cannot say that it ended. */
  unconfirmed: boolean
}

/** What one node believes about the cluster. */
export type QuorumView = {
  node: string
  /** null when it was not asked; then `notAsked` says why. */
  quorate: boolean | null
  online: string[] | null
  readAt: number | null
  notAsked: 'not-yet' | 'no-address' | 'offline' | 'failed' | 'no-right' | null
}

export type QuorumVote = { node: string; votes: number; present: boolean | null }

/** The count after one voter went or came, all else staying as it is. */
export type QuorumStep = {
  /** A node's name; null for the QDevice. */
  node: string | null
  /** Votes present afterwards. */
  votes: number
  /** Whether the cluster can decide then; null when the count needed is not known (lowered by hand). */
  quorate: boolean | null
}

/**
 * What to do about a QDevice. `add`: an even number of nodes without one. `keep`, `repair`: there is one, and it is
 * connected or not. `remove`: there is one although the number of nodes is odd. `not-needed`: odd and without one.
 */
export type QdeviceAdvice = 'add' | 'keep' | 'repair' | 'remove' | 'not-needed'

/**
 * The judgement about quorum, made from every reachable node's `/cluster/status` and from `/cluster/ha/status/current`,
 * because `/cluster/status` alone lies in both directions (docs/pve-behaviour.md, quorum).
 */
export type QuorumFacts = {
  state: 'quorate' | 'lost' | 'single-node' | 'split' | 'unknown'
  unknown: UnknownReason | null
  votes: QuorumVote[]
  expected: number | null
  needed: number | null
  present: number | null
  /** How many more votes may go before changes stop; null when not known. */
  mayFail: number | null
  qdevice: { state: string; host: string | null; votes: number } | null
  views: QuorumView[]
  /** True when `/cluster/status` and the HA manager disagree, and the HA manager was believed. */
  statusIsStale: boolean
  /** Fewer votes than configured are enough: somebody has lowered the expected votes by hand (`pvecm expected`). */
  expectedLowered: boolean
  /** For each voter that is present while the cluster can decide: what is left when it goes. */
  ifFails: QuorumStep[]
  /** For each voter that is missing: what is there when it alone comes back. */
  ifReturns: QuorumStep[]
  /** Nodes that answer Steward themselves and are not seen by others that do: the network between them, or corosync. */
  unheard: { node: string; by: string[] }[]
  /** null when it is not known whether there is a QDevice, or how many nodes there are, and for a single node. */
  qdeviceAdvice: QdeviceAdvice | null
}

export type PartName =
  | 'resources'
  | 'status'
  | 'tasks'
  | 'ha'
  | 'configNodes'
  | 'qdevice'
  | 'views'
  | 'nodeDetails'
  | 'guestConfigs'
  | 'history'
  | 'diagnosis'

/** When a part of the picture was read last, and what stands in the way now. */
export type PartFacts = {
  part: PartName
  readAt: number | null
  error: { code: ErrorCode; message: string; since: number } | null
}

export type ClusterFacts = {
  id: string
  /** When they were put together (Unix milliseconds): older ones that arrive later must not replace newer ones. */
  at: number
  /** PVE's cluster name; null for a single node, or while it is not known. */
  name: string | null
  singleNode: boolean | null
  quorum: QuorumFacts
  /** PVE's release of the node that answered, e.g. "9.2.11". */
  version: string | null
  parts: PartFacts[]
  /** Whether the connection as a whole works. */
  connection: ConnectionState
  requestsPerMinute: number
  requestBudget: number
  /** Set while all of Steward's writes to this cluster are stopped. */
  freeze: Freeze | null
}

export type ConnectionState =
  | { state: 'connected'; since: number }
  | { state: 'connecting' }
  | { state: 'away'; since: number; nextTryAt: number; message: string }
  | { state: 'certificate-changed'; since: number; endpoint: string; seen: string; pinned: string }
  | { state: 'token-refused'; since: number; message: string }
  | { state: 'waiting-for-sign-in' }

/** The lists that are kept up to date by patches. */
export type Collections = {
  guests: GuestRow
  nodes: NodeRow
  storages: StorageRow
  tasks: TaskRow
  findings: FindingRow
}
export type CollectionName = keyof Collections

export type CollectionReply<Row> = {
  version: number
  /** When the facts in it were read (Unix seconds); null before the first reading. */
  readAt: number | null
  rows: Row[]
}

/** 24 hours of load for the overview's sparklines, five-minute steps; null = no reading. */
export type NodeHistory = {
  node: string
  from: number
  step: number
  cpu: (number | null)[]
  memory: (number | null)[]
}
