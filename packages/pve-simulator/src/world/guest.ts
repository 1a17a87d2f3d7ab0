import { hash, noise } from '../sim/random.ts'
import { Flock } from '../tasks/flock.ts'
import type { Behaviour, GuestDescription, RunState } from './description.ts'

export type ConfigValue = string | number
export type Config = Record<string, ConfigValue>

export interface Snapshot {
  readonly name: string
  description: string
  readonly snaptime: number
  readonly vmstate: boolean
  parent: string | undefined
  snapstate: string | undefined
  readonly config: Config
}

export interface Guest {
  readonly vmid: number
  readonly type: 'qemu' | 'lxc'
  node: string
  /** Where its volumes on local storages really are; differs from `node` when somebody moved the configuration by hand. */
  disksOn: string
  config: Config
  pending: Config
  pendingDelete: Set<string>
  snapshots: Snapshot[]
  /** The snapshot that the present state descends from. */
  parent: string | undefined
  state: RunState
  /** When it was started, in milliseconds. */
  startedAt: number
  pid: number
  behaviour: Behaviour
  bootTime: number
  agent: 'alive' | 'dead'
  /** The agent's device exists only if the option was set when the guest was started. */
  agentDevice: boolean
  load: number
  memoryUse: number
  diskUsed: number
  netRate: number
  diskRate: number
  counters: { netin: number; netout: number; diskread: number; diskwrite: number; at: number }
  failedWrites: number
  readonly createdAt: number
  readonly seed: number
  readonly flock: Flock
  fsinfo: GuestDescription['fsinfo']
  kernel: string | undefined
  addresses: readonly string[]
  /** Jobs started by `agent/exec`. */
  execs: Map<number, { until: number; output: string }>
  /** Its process is taken up by saving or loading memory and answers nobody. */
  busy: boolean
  /** Frozen by `fsfreeze-freeze`. */
  frozen: boolean
}

const minutes = 60

export function makeGuest(given: GuestDescription, now: number): Guest {
  const type = given.type ?? 'qemu'
  const seed = hash(`guest ${given.vmid} ${given.name ?? ''}`)
  const config: Config = { ...defaults(given, type, seed), ...given.config }
  for (const key of given.without ?? []) delete config[key]
  if (given.name !== undefined) config[type === 'lxc' ? 'hostname' : 'name'] = given.name
  if (given.lock !== undefined) config.lock = given.lock
  const state = given.run ?? 'running'
  const uptime =
    state === 'stopped' || state === 'suspended' ? 0 : (given.uptime ?? 3 * 86400 + Math.floor(noise(seed, 1) * 86400))
  const netRate = given.netRate ?? 2000 + noise(seed, 2) * 40_000
  const diskRate = given.diskRate ?? 4000 + noise(seed, 3) * 60_000
  const counted = Math.min(uptime, 40 * 86400)
  return {
    vmid: given.vmid,
    type,
    node: given.node,
    disksOn: given.disksOn ?? given.node,
    config,
    seed,
    state,
    netRate,
    diskRate,
    pending: { ...given.pending },
    pendingDelete: new Set(),
    snapshots: (given.snapshots ?? []).map((one) => ({
      name: one.name,
      description: one.description ?? '',
      snaptime: Math.floor(now / 1e3) - (one.age ?? 7 * 86400),
      vmstate: one.vmstate ?? false,
      parent: one.parent,
      snapstate: one.snapstate,
      config: { ...config },
    })),
    parent: given.snapshots?.at(-1)?.name,
    startedAt: now - uptime * 1e3,
    pid: state === 'stopped' ? 0 : 1200 + Math.floor(noise(seed, 4) * 6e4),
    behaviour: given.behaviour ?? 'obedient',
    bootTime: given.bootTime ?? (type === 'lxc' ? 1 : 8),
    agent: given.agent ?? 'alive',
    agentDevice: isAgentEnabled(config),
    load: given.load ?? 0.02 + noise(seed, 5) * 0.12,
    memoryUse: given.memoryUse ?? 0.35 + noise(seed, 6) * 0.4,
    diskUsed: given.diskUsed ?? 0.3 + noise(seed, 8) * 0.4,
    counters: {
      netin: Math.floor(netRate * counted),
      netout: Math.floor(netRate * counted * 0.4),
      diskread: type === 'lxc' ? 0 : Math.floor(diskRate * counted * 0.5),
      diskwrite: Math.floor(diskRate * counted),
      at: now,
    },
    failedWrites: state === 'io-error' ? 3 : 0,
    createdAt: now - (given.age ?? 400 * 86400) * 1e3,
    flock: new Flock(),
    fsinfo: given.fsinfo,
    kernel: given.kernel,
    addresses: given.addresses ?? [`192.168.1.${20 + (given.vmid % 200)}`],
    execs: new Map(),
    busy: false,
    frozen: false,
  }
}

function defaults(given: GuestDescription, type: 'qemu' | 'lxc', seed: number): Config {
  const mac = `BC:24:11:${[1, 2, 3]
    .map((step) =>
      Math.floor(noise(seed, 10 + step) * 256)
        .toString(16)
        .toUpperCase()
        .padStart(2, '0'),
    )
    .join(':')}`
  if (type === 'lxc')
    return {
      arch: 'amd64',
      ostype: 'debian',
      memory: 512,
      swap: 512,
      cores: 1,
      rootfs: `local-lvm:vm-${given.vmid}-disk-0,size=8G`,
      net0: `name=eth0,bridge=vmbr0,hwaddr=${mac},ip=dhcp,type=veth`,
    }
  return {
    boot: 'order=scsi0;net0',
    cores: 2,
    memory: '2048',
    meta: `creation-qemu=10.0.13,ctime=${1_760_000_000 + given.vmid}`,
    net0: `virtio=${mac},bridge=vmbr0,firewall=1`,
    ostype: 'l26',
    scsi0: `local-lvm:vm-${given.vmid}-disk-0,discard=on,iothread=1,size=32G`,
    scsihw: 'virtio-scsi-single',
    smbios1: `uuid=${hexUuid(seed)}`,
    sockets: 1,
    vmgenid: hexUuid(seed + 1),
  }
}

function hexUuid(seed: number): string {
  const part = (step: number, digits: number): string =>
    Math.floor(noise(seed, step) * 16 ** digits)
      .toString(16)
      .padStart(digits, '0')
  return `${part(1, 8)}-${part(2, 4)}-4${part(3, 3)}-a${part(4, 3)}-${part(5, 6)}${part(6, 6)}`
}

export const isAgentEnabled = (config: Config): boolean => /^(?:enabled=)?1/.test(String(config.agent ?? ''))

export const isRunning = (guest: Guest): boolean => guest.state !== 'stopped' && guest.state !== 'suspended'

export const nameOf = (guest: Guest): string =>
  String(
    (guest.type === 'lxc' ? guest.config.hostname : guest.config.name) ??
      (guest.type === 'lxc' ? `CT${guest.vmid}` : `VM ${guest.vmid}`),
  )

export const lockOf = (guest: Guest): string | undefined =>
  guest.config.lock === undefined ? undefined : String(guest.config.lock)

export const isTemplate = (guest: Guest): boolean => Number(guest.config.template ?? 0) === 1

export const maxMemory = (guest: Guest): number =>
  (Number.parseInt(String(guest.config.memory ?? 512).replace(/^current=/, ''), 10) || 512) * 1024 * 1024

export const maxCpu = (guest: Guest): number => Number(guest.config.cores ?? 1) * Number(guest.config.sockets ?? 1)

export const uptimeOf = (guest: Guest, now: number): number =>
  isRunning(guest) ? Math.max(0, Math.floor((now - guest.startedAt) / 1000)) : 0

/** Has been up long enough to hear a power button or an agent call. */
export const isBooted = (guest: Guest, now: number, speed: number): boolean =>
  isRunning(guest) && ((now - guest.startedAt) / 1000) * speed >= Math.min(guest.bootTime, 30 * minutes)

const units: Record<string, number> = { K: 1024, M: 1024 ** 2, G: 1024 ** 3, T: 1024 ** 4 }

/** `32G` → bytes. */
export function bytesOf(size: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)([KMGT]?)$/.exec(size) ?? []
  return number === undefined ? 0 : Math.round(Number(number) * (units[unit ?? ''] ?? 1))
}

/** bytes → `32G`: the largest unit that divides it, as PVE writes it. */
export function sizeText(bytes: number): string {
  const unit = ['T', 'G', 'M', 'K'].find((one) => bytes >= (units[one] ?? 1) && bytes % (units[one] ?? 1) === 0)
  return unit === undefined ? String(bytes) : `${bytes / (units[unit] ?? 1)}${unit}`
}

export interface Drive {
  readonly key: string
  readonly volid: string
  readonly storage: string | undefined
  readonly size: number
  readonly cdrom: boolean
  readonly options: string
}

const driveKey = /^(?:(?:scsi|virtio|sata|ide|efidisk|tpmstate|mp)\d+|rootfs|unused\d+)$/

export function parseDrive(key: string, value: ConfigValue): Drive {
  const [first = '', ...rest] = String(value).split(',')
  const volid = first.replace(/^(?:file|volume)=/, '')
  const size = rest.find((part) => part.startsWith('size='))?.slice(5) ?? '0'
  return {
    key,
    volid,
    storage: volid.includes(':') ? volid.split(':')[0] : undefined,
    size: bytesOf(size),
    cdrom: rest.includes('media=cdrom'),
    options: rest.join(','),
  }
}

export const drivesOf = (config: Config): Drive[] =>
  Object.entries(config)
    .filter(([key]) => driveKey.test(key))
    .map(([key, value]) => parseDrive(key, value))

export function maxDisk(guest: Guest): number {
  const drives = drivesOf(guest.config).filter(
    (drive) => !drive.cdrom && !/^(?:unused|efidisk|tpmstate)/.test(drive.key),
  )
  if (guest.type === 'lxc') return drives.find((drive) => drive.key === 'rootfs')?.size ?? 0
  const order = /order=([^,]*)/.exec(String(guest.config.boot ?? ''))?.[1]?.split(';') ?? []
  const boot = order.map((key) => drives.find((drive) => drive.key === key)).find((drive) => drive !== undefined)
  return (boot ?? (guest.config.boot === undefined ? drives[0] : undefined))?.size ?? 0
}
