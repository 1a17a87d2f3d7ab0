import * as z from 'zod'
import { flag, maybe, numeric, text } from '../wire.ts'

const usage = z.object({
  total: maybe(numeric),
  used: maybe(numeric),
  free: maybe(numeric),
  available: maybe(numeric),
  avail: maybe(numeric),
})

export const NodeStatus = z.object({
  uptime: numeric,
  /** Fractions 0…1. */
  cpu: maybe(numeric),
  wait: maybe(numeric),
  /** 1, 5 and 15 minutes; PVE sends strings. */
  loadavg: z.array(numeric),
  kversion: maybe(text),
  pveversion: text,
  'current-kernel': maybe(
    z.object({ release: maybe(text), version: maybe(text), machine: maybe(text), sysname: maybe(text) }),
  ),
  'boot-info': maybe(z.object({ mode: maybe(text), secureboot: maybe(flag) })),
  cpuinfo: maybe(
    z.object({
      cpus: maybe(numeric),
      cores: maybe(numeric),
      sockets: maybe(numeric),
      model: maybe(text),
      mhz: maybe(numeric),
      vendor: maybe(text),
    }),
  ),
  memory: maybe(usage),
  swap: maybe(usage),
  rootfs: maybe(usage),
  ksm: maybe(z.object({ shared: maybe(numeric) })),
})

/** Unix seconds; `localtime` is `time` moved by the zone's offset. */
export const NodeTime = z.object({ time: numeric, localtime: numeric, timezone: text })

export const NodeDns = z.object({ search: maybe(text), dns1: maybe(text), dns2: maybe(text), dns3: maybe(text) })

export const NodeHosts = z.object({ data: text, digest: maybe(text) })

export const Service = z.object({
  service: text,
  name: text,
  desc: maybe(text),
  state: text,
  'active-state': maybe(text),
  'unit-state': maybe(text),
})

export const Disk = z.object({
  devpath: text,
  size: maybe(numeric),
  used: maybe(text),
  gpt: maybe(flag),
  mounted: maybe(flag),
  health: maybe(text),
  /** Per cent that is left, or 'N/A'. */
  wearout: maybe(z.union([z.number(), z.string()])),
  type: maybe(text),
  model: maybe(text),
  serial: maybe(text),
  vendor: maybe(text),
  wwn: maybe(text),
  rpm: maybe(numeric),
  osdid: maybe(numeric),
})

export const ZfsPool = z.object({
  name: text,
  health: text,
  size: maybe(numeric),
  alloc: maybe(numeric),
  free: maybe(numeric),
  frag: maybe(numeric),
  dedup: maybe(numeric),
})

/** The only place of the API that tells how full a thin pool's metadata is. */
export const ThinPool = z.object({
  lv: text,
  vg: text,
  lv_size: maybe(numeric),
  used: maybe(numeric),
  metadata_size: maybe(numeric),
  metadata_used: maybe(numeric),
})

export const NetworkInterface = z.looseObject({
  iface: text,
  type: text,
  active: maybe(flag),
  exists: maybe(flag),
  autostart: maybe(flag),
  method: maybe(text),
  method6: maybe(text),
  address: maybe(text),
  netmask: maybe(text),
  cidr: maybe(text),
  gateway: maybe(text),
  address6: maybe(text),
  cidr6: maybe(text),
  gateway6: maybe(text),
  bridge_ports: maybe(text),
  bridge_vlan_aware: maybe(flag),
  bridge_vids: maybe(text),
  slaves: maybe(text),
  bond_mode: maybe(text),
  'vlan-id': maybe(numeric),
  'vlan-raw-device': maybe(text),
  mtu: maybe(numeric),
  comments: maybe(text),
  priority: maybe(numeric),
  families: maybe(z.array(text)),
})

export const Certificate = z.object({
  filename: text,
  fingerprint: maybe(text),
  subject: maybe(text),
  issuer: maybe(text),
  /** Unix seconds. */
  notbefore: maybe(numeric),
  notafter: maybe(numeric),
  san: maybe(z.array(text)),
  'public-key-type': maybe(text),
  'public-key-bits': maybe(numeric),
})

/** `proxmox-ve` carries RunningKernel, `pve-manager` ManagerVersion. */
export const PackageVersion = z.object({
  Package: text,
  Version: maybe(text),
  OldVersion: maybe(text),
  CurrentState: maybe(text),
  RunningKernel: maybe(text),
  ManagerVersion: maybe(text),
  Title: maybe(text),
  Origin: maybe(text),
  Priority: maybe(text),
  Section: maybe(text),
  Arch: maybe(text),
})

export const PackageUpdate = z.object({
  Package: text,
  Version: text,
  OldVersion: maybe(text),
  Title: maybe(text),
  Origin: maybe(text),
  Priority: maybe(text),
  Section: maybe(text),
  Arch: maybe(text),
})

const Repository = z.looseObject({
  Enabled: maybe(flag),
  Types: maybe(z.array(text)),
  URIs: maybe(z.array(text)),
  Suites: maybe(z.array(text)),
  Components: maybe(z.array(text)),
  Comment: maybe(text),
})

export const Repositories = z.object({
  digest: maybe(text),
  errors: z.array(z.object({ path: text, error: text })),
  files: z.array(
    z.object({ path: text, 'file-type': maybe(text), digest: maybe(z.unknown()), repositories: z.array(Repository) }),
  ),
  infos: z.array(z.object({ path: text, index: numeric, kind: text, message: text, property: maybe(text) })),
  /** `status`: 1 enabled, 0 there but disabled, absent: not configured. */
  'standard-repos': z.array(z.object({ handle: text, name: text, description: maybe(text), status: maybe(flag) })),
})

export const Subscription = z.object({
  status: text,
  level: maybe(text),
  productname: maybe(text),
  message: maybe(text),
  nextduedate: maybe(text),
  regdate: maybe(text),
  checktime: maybe(numeric),
  sockets: maybe(numeric),
  serverid: maybe(text),
  key: maybe(text),
  url: maybe(text),
})

export const ReplicationJob = z.looseObject({
  id: text,
  guest: maybe(numeric),
  source: maybe(text),
  target: maybe(text),
  schedule: maybe(text),
  disable: maybe(flag),
  last_sync: maybe(numeric),
  last_try: maybe(numeric),
  next_sync: maybe(numeric),
  duration: maybe(numeric),
  fail_count: maybe(numeric),
  error: maybe(text),
  pid: maybe(numeric),
})

/** One point in time; a key that is absent is a gap, not zero. Rates are bytes per second. */
export const RrdPoint = z.object({ time: numeric }).catchall(maybe(numeric))

export const NodeStorage = z.object({
  storage: text,
  type: text,
  content: maybe(text),
  enabled: maybe(flag),
  active: maybe(flag),
  shared: maybe(flag),
  total: maybe(numeric),
  used: maybe(numeric),
  avail: maybe(numeric),
  used_fraction: maybe(numeric),
})

export const StorageStatus = NodeStorage.omit({ storage: true, used_fraction: true })

export const StorageConfig = z.looseObject({
  storage: text,
  type: text,
  content: maybe(text),
  path: maybe(text),
  nodes: maybe(text),
  shared: maybe(flag),
  disable: maybe(flag),
  server: maybe(text),
  export: maybe(text),
  is_mountpoint: maybe(text),
  'prune-backups': maybe(z.union([text, z.record(z.string(), text)])),
  digest: maybe(text),
})

export const StorageVolume = z.looseObject({
  volid: text,
  content: text,
  format: maybe(text),
  size: maybe(numeric),
  used: maybe(numeric),
  vmid: maybe(numeric),
  /** Unix seconds. */
  ctime: maybe(numeric),
  parent: maybe(text),
  subtype: maybe(text),
  notes: maybe(text),
  protected: maybe(flag),
  encrypted: maybe(text),
  verification: maybe(z.looseObject({ state: maybe(text), upid: maybe(text) })),
})

export const TaskStatus = z.object({
  upid: z.string(),
  node: text,
  type: text,
  id: maybe(text),
  user: text,
  tokenid: maybe(text),
  starttime: numeric,
  /** running or stopped */
  status: text,
  /** Only when stopped. */
  exitstatus: maybe(text),
  pid: maybe(numeric),
  pstart: maybe(numeric),
})

/** Line number from 1, and its text. */
export const TaskLog = z.array(z.object({ n: numeric, t: text }))
