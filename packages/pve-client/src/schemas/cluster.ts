import * as z from 'zod'
import { flag, longList, maybe, numeric, text } from '../wire.ts'

/**
 * One row of /cluster/resources. Which keys are there depends on `type` and on how fresh the statistics are
 * (docs/pve-behaviour.md §7); `status` of a VM is QEMU's run state, not just running or stopped.
 */
export const Resource = z.object({
  id: text,
  type: text,
  status: maybe(text),
  node: maybe(text),
  name: maybe(text),
  vmid: maybe(numeric),
  template: maybe(flag),
  lock: maybe(text),
  tags: maybe(text),
  pool: maybe(text),
  hastate: maybe(text),
  /** Fraction of `maxcpu`. */
  cpu: maybe(numeric),
  maxcpu: maybe(numeric),
  mem: maybe(numeric),
  maxmem: maybe(numeric),
  memhost: maybe(numeric),
  disk: maybe(numeric),
  maxdisk: maybe(numeric),
  netin: maybe(numeric),
  netout: maybe(numeric),
  diskread: maybe(numeric),
  diskwrite: maybe(numeric),
  uptime: maybe(numeric),
  level: maybe(text),
  'cgroup-mode': maybe(numeric),
  'host-arch': maybe(text),
  storage: maybe(text),
  plugintype: maybe(text),
  content: maybe(text),
  shared: maybe(flag),
  sdn: maybe(text),
  network: maybe(text),
  'network-type': maybe(text),
  protocol: maybe(text),
  'zone-type': maybe(text),
})

/** The types that PVE 8 and 9 send; `template` and `shared` are 0 or 1. */
const plainResource = {
  ...kinds('string', [
    'id',
    'type',
    'status',
    'node',
    'name',
    'lock',
    'tags',
    'pool',
    'hastate',
    'level',
    'host-arch',
    'storage',
    'plugintype',
    'content',
    'sdn',
    'network',
    'network-type',
    'protocol',
    'zone-type',
  ]),
  ...kinds('number', [
    'vmid',
    'template',
    'cpu',
    'maxcpu',
    'mem',
    'maxmem',
    'memhost',
    'disk',
    'maxdisk',
    'netin',
    'netout',
    'diskread',
    'diskwrite',
    'uptime',
    'cgroup-mode',
    'shared',
  ]),
}

/** All rows of /cluster/resources: thousands of them in a large cluster, every few seconds. */
export const Resources = longList(plainResource, Resource)

function kinds<K extends 'string' | 'number'>(kind: K, keys: readonly string[]): Record<string, K> {
  return Object.fromEntries(keys.map((key) => [key, kind]))
}

/** One row of /cluster/status: the cluster (absent on a stand-alone node) or a node. */
export const ClusterStatusRow = z.object({
  id: text,
  type: text,
  name: text,
  /** Cluster row only: number of nodes, configuration version, quorum as the answering node sees it. */
  nodes: maybe(numeric),
  version: maybe(numeric),
  quorate: maybe(flag),
  nodeid: maybe(numeric),
  online: maybe(flag),
  local: maybe(flag),
  ip: maybe(text),
  level: maybe(text),
})

/** A row of either task list. In /cluster/tasks a running task has no `status`; in a node's list it says RUNNING. */
export const TaskRow = z.object({
  upid: z.string(),
  node: text,
  type: text,
  id: maybe(text),
  user: text,
  tokenid: maybe(text),
  starttime: numeric,
  endtime: maybe(numeric),
  status: maybe(text),
  pid: maybe(numeric),
  pstart: maybe(numeric),
  saved: maybe(flag),
})

export const NodeRow = z.object({
  node: text,
  status: text,
  id: maybe(text),
  type: maybe(text),
  level: maybe(text),
  cpu: maybe(numeric),
  maxcpu: maybe(numeric),
  mem: maybe(numeric),
  maxmem: maybe(numeric),
  disk: maybe(numeric),
  maxdisk: maybe(numeric),
  uptime: maybe(numeric),
  /** SHA-256 of the certificate that this node's API shows. */
  ssl_fingerprint: maybe(text),
})

/** One row of /cluster/ha/status/current; `type` is quorum, master, fencing, lrm or service. */
export const HaStatusRow = z.object({
  id: text,
  type: text,
  status: maybe(text),
  node: maybe(text),
  quorate: maybe(flag),
  timestamp: maybe(numeric),
  'armed-state': maybe(text),
  resource_mode: maybe(text),
  sid: maybe(text),
  state: maybe(text),
  crm_state: maybe(text),
  request_state: maybe(text),
  group: maybe(text),
  comment: maybe(text),
  max_restart: maybe(numeric),
  max_relocate: maybe(numeric),
  failback: maybe(flag),
})

export const ConfigNode = z.looseObject({
  name: maybe(text),
  node: text,
  nodeid: numeric,
  quorum_votes: maybe(numeric),
  ring0_addr: maybe(text),
})

/** Null on a stand-alone node. */
export const Totem = z
  .object({
    cluster_name: text,
    config_version: numeric,
    version: maybe(numeric),
    ip_version: maybe(text),
    link_mode: maybe(text),
    secauth: maybe(text),
    token: maybe(numeric),
    token_coefficient: maybe(numeric),
    interface: maybe(z.record(z.string(), z.looseObject({ linknumber: maybe(numeric) }))),
  })
  .nullable()

export const JoinInfo = z.object({
  config_digest: text,
  preferred_node: text,
  nodelist: z.array(
    z.looseObject({
      name: text,
      nodeid: numeric,
      quorum_votes: maybe(numeric),
      ring0_addr: maybe(text),
      pve_addr: maybe(text),
      pve_fp: maybe(text),
    }),
  ),
  totem: Totem,
})

/** Keys are corosync-qdevice-tool's own words, as `State` and `Last poll call`; empty without a QDevice. */
export const Qdevice = z.record(z.string(), text)

export const ClusterOptions = z.looseObject({
  'allowed-tags': maybe(z.array(text)),
  description: maybe(text),
  mac_prefix: maybe(text),
  keyboard: maybe(text),
  language: maybe(text),
})

export const BackupJob = z.looseObject({
  id: text,
  enabled: maybe(flag),
  schedule: maybe(text),
  storage: maybe(text),
  mode: maybe(text),
  all: maybe(flag),
  vmid: maybe(text),
  pool: maybe(text),
  exclude: maybe(text),
  node: maybe(text),
  comment: maybe(text),
  'next-run': maybe(numeric),
  'prune-backups': maybe(z.union([text, z.record(z.string(), text)])),
})

export const NotBackedUp = z.object({ vmid: numeric, type: text, name: maybe(text) })

export const LogRow = z.object({
  uid: text,
  node: text,
  tag: text,
  msg: text,
  pri: numeric,
  time: numeric,
  user: maybe(text),
  pid: maybe(numeric),
  id: maybe(text),
})

export const HaResource = z.looseObject({
  sid: text,
  type: maybe(text),
  state: maybe(text),
  group: maybe(text),
  comment: maybe(text),
  max_restart: maybe(numeric),
  max_relocate: maybe(numeric),
  failback: maybe(flag),
  digest: maybe(text),
})

export const HaRule = z.looseObject({
  rule: text,
  type: text,
  resources: maybe(text),
  nodes: maybe(text),
  affinity: maybe(text),
  strict: maybe(flag),
  disable: maybe(flag),
  comment: maybe(text),
})

export const HaGroup = z.looseObject({
  group: text,
  nodes: maybe(text),
  restricted: maybe(flag),
  nofailback: maybe(flag),
  comment: maybe(text),
})
