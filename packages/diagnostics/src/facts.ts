import type { GuestRow, NodeRow, QuorumFacts, StorageRow, TaskRow } from '@steward/contracts'

/** Why a part is not there. The runner turns it into "not checked", never into "fine". */
export type Missing = { reason: 'not-read-yet' | 'no-right' | 'read-failed' | 'not-in-this-version'; message: string }
/** A part with the time of its reading (Unix seconds) and the call that brought it. */
export type Read<T> = { value: T; readAt: number; call: string }

/** What is read node by node, guest by guest: each with its own age, or its own reason. */
export type ByKey<T> = { read: ReadonlyMap<string, Read<T>>; missing: ReadonlyMap<string, Missing> }

export type HaRow = {
  id: string
  type: string
  node?: string | undefined
  status?: string | undefined
  quorate?: number | boolean | undefined
  sid?: string | undefined
  state?: string | undefined
  crm_state?: string | undefined
  request_state?: string | undefined
  timestamp?: number | undefined
  'armed-state'?: string | undefined
}
/** `/cluster/config/nodes`; `ring1_addr` and up are further links. */
export type ClusterNode = {
  node: string
  nodeid?: string | number | undefined
  quorum_votes?: string | number | undefined
  ring0_addr?: string | undefined
  ring1_addr?: unknown
}
export type HaResource = {
  sid: string
  state?: string | undefined
  group?: string | undefined
  max_restart?: number | undefined
  max_relocate?: number | undefined
}
export type BackupJob = {
  id: string
  enabled?: number | undefined
  schedule?: string | undefined
  storage?: string | undefined
  mode?: string | undefined
  all?: number | undefined
  vmid?: string | undefined
  pool?: string | undefined
  exclude?: string | undefined
  node?: string | undefined
  'prune-backups'?: unknown
  'next-run'?: number | undefined
}
export type NotBackedUp = { vmid: number; type: string; name?: string | undefined }
export type StorageConfig = {
  storage: string
  type: string
  content?: string | undefined
  path?: string | undefined
  nodes?: string | undefined
  shared?: number | undefined
  disable?: number | undefined
  server?: string | undefined
  'prune-backups'?: unknown
}
export type NodeStatus = {
  uptime: number
  cpu?: number | undefined
  wait?: number | undefined
  loadavg: readonly number[]
  pveversion: string
  kversion?: string | undefined
  'current-kernel'?: { release?: string | undefined } | undefined
  cpuinfo?:
    | { cpus?: number | undefined; model?: string | undefined; vendor?: string | undefined; flags?: string | undefined }
    | undefined
  memory?:
    | {
        total?: number | undefined
        used?: number | undefined
        available?: number | undefined
        free?: number | undefined
      }
    | undefined
  swap?: { total?: number | undefined; used?: number | undefined } | undefined
  rootfs?: { total?: number | undefined; used?: number | undefined; avail?: number | undefined } | undefined
}
export type Service = {
  service: string
  name: string
  state: string
  'active-state'?: string | undefined
  'unit-state'?: string | undefined
}
export type Disk = {
  devpath: string
  size?: number | undefined
  used?: string | undefined
  health?: string | undefined
  wearout?: number | string | undefined
  type?: string | undefined
  model?: string | undefined
  serial?: string | undefined
}
export type ZfsPool = {
  name: string
  health: string
  size?: number | undefined
  alloc?: number | undefined
  free?: number | undefined
  frag?: number | undefined
}
export type ThinPool = {
  lv: string
  vg: string
  lv_size?: number | undefined
  used?: number | undefined
  metadata_size?: number | undefined
  metadata_used?: number | undefined
}
export type NetworkInterface = {
  iface: string
  type: string
  active?: number | undefined
  exists?: number | undefined
  method?: string | undefined
  address?: string | undefined
  cidr?: string | undefined
  gateway?: string | undefined
  bridge_ports?: string | undefined
  bridge_vlan_aware?: number | undefined
  slaves?: string | undefined
  'vlan-raw-device'?: string | undefined
  address6?: string | undefined
  autostart?: number | undefined
  mtu?: number | undefined
}
export type Network = { interfaces: readonly NetworkInterface[]; changes: string | null }
export type Certificate = {
  filename: string
  subject?: string | undefined
  issuer?: string | undefined
  notbefore?: number | undefined
  notafter?: number | undefined
  san?: readonly string[] | undefined
}
export type Package = {
  Package: string
  Version?: string | undefined
  OldVersion?: string | undefined
  CurrentState?: string | undefined
  RunningKernel?: string | undefined
  ManagerVersion?: string | undefined
}
export type Repositories = {
  errors: readonly { path: string; error: string }[]
  files: readonly {
    path: string
    repositories: readonly {
      Enabled?: number | undefined
      Types?: readonly string[] | undefined
      URIs?: readonly string[] | undefined
      Suites?: readonly string[] | undefined
      Components?: readonly string[] | undefined
    }[]
  }[]
  infos: readonly { path: string; index: number; kind: string; message: string }[]
  'standard-repos': readonly { handle: string; name: string; status?: number | undefined }[]
}
export type Subscription = {
  status: string
  level?: string | undefined
  nextduedate?: string | undefined
  message?: string | undefined
}
export type NodeTime = {
  time: number
  localtime: number
  timezone: string
  /** Steward's clock when the answer came, Unix seconds. */ askedAt: number
}
export type ReplicationJob = {
  id: string
  guest?: number | undefined
  source?: string | undefined
  target?: string | undefined
  schedule?: string | undefined
  disable?: number | undefined
  last_sync?: number | undefined
  last_try?: number | undefined
  next_sync?: number | undefined
  fail_count?: number | undefined
  error?: string | undefined
}
export type Snapshot = {
  name: string
  snaptime?: number | undefined
  vmstate?: number | undefined
  parent?: string | undefined
  /** "prepare", "commit" or "delete" while it is being made or removed, and for ever when that broke off. */
  snapstate?: string | undefined
}
/** A key as it is, and as it will be. */
export type PendingRow = {
  key: string
  value?: string | undefined
  pending?: string | undefined
  delete?: number | undefined
}
/** A guest's configuration as PVE's file has it (every value a string), and what waits for the next start. */
export type GuestConfig = {
  values: Readonly<Record<string, string>>
  pending: readonly PendingRow[]
}
export type Agent = {
  answers: boolean
  /** PVE's words when it does not. */
  message: string | null
  since: number
  /** "6.12.48+deb13-cloud-amd64"; only asked where a device of the node is passed to the guest. */
  kernel?: string | null | undefined
}
export type User = { userid: string; enable?: number | undefined; expire?: number | undefined }
/** Since when Steward has seen something unchanged (Unix seconds); kept over restarts. */
export type Observed = {
  lockSince: ReadonlyMap<string, number>
  nodeOfflineSince: ReadonlyMap<string, number>
  stateSince: ReadonlyMap<string, number>
  storageUsed: ReadonlyMap<string, readonly { at: number; used: number }[]>
}

/** Everything that a rule may need. The five lists are the picture itself; the rest is read for the rules. */
export type Facts = {
  guests: Read<readonly GuestRow[]>
  nodes: Read<readonly NodeRow[]>
  storages: Read<readonly StorageRow[]>
  tasks: Read<readonly TaskRow[]>
  quorum: Read<QuorumFacts>
  ha: Read<readonly HaRow[]>
  haResources: Read<readonly HaResource[]>
  clusterNodes: Read<readonly ClusterNode[]>
  backupJobs: Read<readonly BackupJob[]>
  notBackedUp: Read<readonly NotBackedUp[]>
  storageConfig: Read<readonly StorageConfig[]>
  clusterOptions: Read<Readonly<Record<string, unknown>>>
  users: Read<readonly User[]>
  guestConfigs: ByKey<GuestConfig>
  snapshots: ByKey<readonly Snapshot[]>
  agents: ByKey<Agent>
  /** What the cloud-init drive was made with, and what it would be made with now. */
  cloudInit: ByKey<readonly PendingRow[]>
  nodeStatus: ByKey<NodeStatus>
  nodeServices: ByKey<readonly Service[]>
  nodeDisks: ByKey<readonly Disk[]>
  nodeZfs: ByKey<readonly ZfsPool[]>
  nodeThinPools: ByKey<readonly ThinPool[]>
  nodeNetwork: ByKey<Network>
  nodeCertificates: ByKey<readonly Certificate[]>
  nodePackages: ByKey<readonly Package[]>
  nodeRepositories: ByKey<Repositories>
  nodeSubscription: ByKey<Subscription>
  nodeTime: ByKey<NodeTime>
  nodeReplication: ByKey<readonly ReplicationJob[]>
  observed: Read<Observed>
}
export type PartName = keyof Facts

/** What could be read: a whole part may be missing with its reason. */
export type Parts = { [N in PartName]: Facts[N] | Missing }

export const isMissing = (part: object): part is Missing => 'reason' in part && 'message' in part
