import * as z from 'zod'
import { flag, maybe, numeric, text } from '../wire.ts'

const pressure = {
  pressurecpusome: maybe(numeric),
  pressurecpufull: maybe(numeric),
  pressureiosome: maybe(numeric),
  pressureiofull: maybe(numeric),
  pressurememorysome: maybe(numeric),
  pressurememoryfull: maybe(numeric),
}

const common = {
  name: maybe(text),
  /** running or stopped, nothing finer */
  status: text,
  lock: maybe(text),
  tags: maybe(text),
  template: maybe(flag),
  uptime: maybe(numeric),
  cpu: maybe(numeric),
  cpus: maybe(numeric),
  mem: maybe(numeric),
  maxmem: maybe(numeric),
  disk: maybe(numeric),
  maxdisk: maybe(numeric),
  netin: maybe(numeric),
  netout: maybe(numeric),
  diskread: maybe(numeric),
  diskwrite: maybe(numeric),
  pid: maybe(numeric),
  ...pressure,
}

const qemu = {
  ...common,
  qmpstatus: maybe(text),
  memhost: maybe(numeric),
  balloon: maybe(numeric),
  balloon_min: maybe(numeric),
  shares: maybe(numeric),
  freemem: maybe(numeric),
  ballooninfo: maybe(
    z.looseObject({
      actual: maybe(numeric),
      max_mem: maybe(numeric),
      free_mem: maybe(numeric),
      total_mem: maybe(numeric),
      last_update: maybe(numeric),
    }),
  ),
  blockstat: maybe(
    z.record(
      z.string(),
      z.looseObject({
        failed_rd_operations: maybe(numeric),
        failed_wr_operations: maybe(numeric),
        account_failed: maybe(flag),
      }),
    ),
  ),
  nics: maybe(z.record(z.string(), z.looseObject({ netin: maybe(numeric), netout: maybe(numeric) }))),
  'running-machine': maybe(text),
  'running-qemu': maybe(text),
  serial: maybe(flag),
}

const container = { ...common, type: maybe(text), swap: maybe(numeric), maxswap: maybe(numeric) }

/** `managed` says that HA looks after the guest; `state` is HA's own state, not the guest's. */
const ha = maybe(z.looseObject({ managed: maybe(flag), state: maybe(text), group: maybe(text) }))

export const QemuRow = z.object({ vmid: numeric, ...qemu })
export const LxcRow = z.object({ vmid: numeric, ...container })

export const QemuStatus = z.object({
  vmid: numeric,
  ...qemu,
  ha,
  /** Enabled in the configuration; says nothing about an agent that answers. */
  agent: maybe(flag),
  spice: maybe(flag),
  clipboard: maybe(text),
})

export const LxcStatus = z.object({ vmid: maybe(numeric), ...container, ha })

/**
 * A configuration as PVE's file has it: every value is a string, whatever its JSON type, so VMs ("memory":"128") and
 * containers ("memory":64) read alike. `lxc` holds the raw lxc.* lines of a container as pairs.
 */
export const GuestConfig = z.object({ lxc: maybe(z.array(z.array(text))) }).catchall(text)

/** What would change with the next start: `pending` a new value, `delete` 1 removed, 2 removed by force. */
export const Pending = z.array(
  z.object({ key: text, value: maybe(text), pending: maybe(text), delete: maybe(numeric) }),
)

/** Includes the pseudo-snapshot `current`. */
export const Snapshots = z.array(
  z.object({
    name: text,
    description: maybe(text),
    parent: maybe(text),
    /** Unix seconds. */
    snaptime: maybe(numeric),
    vmstate: maybe(flag),
    running: maybe(flag),
    /** Being made or removed, or left behind by that. */
    snapstate: maybe(text),
    digest: maybe(text),
  }),
)

export const Cloudinit = z.array(
  z.object({ key: text, value: maybe(text), pending: maybe(text), delete: maybe(numeric) }),
)

export const MigratePreconditions = z.looseObject({
  running: flag,
  allowed_nodes: maybe(z.array(text)),
  not_allowed_nodes: maybe(z.record(z.string(), z.looseObject({}))),
  local_disks: z.array(
    z.looseObject({
      volid: text,
      size: maybe(numeric),
      cdrom: maybe(flag),
      drivename: maybe(text),
      is_unused: maybe(flag),
      is_vmstate: maybe(flag),
    }),
  ),
  local_resources: z.array(text),
  'mapped-resources': maybe(z.array(text)),
})

/** The agent's own refusal arrives with status 200 (docs/pve-behaviour.md §9.2). */
const AgentError = z.object({ error: z.looseObject({ class: maybe(text), desc: maybe(text) }) })

const agentReply = <S extends z.ZodType>(result: S) => z.object({ result: z.union([AgentError, result]) })

export const AgentPing = z.object({ result: z.looseObject({}) })

export const AgentInfo = agentReply(
  z.object({
    version: maybe(text),
    supported_commands: maybe(z.array(z.looseObject({ name: text, enabled: maybe(flag) }))),
  }),
)

export const AgentOsinfo = agentReply(
  z.object({
    id: maybe(text),
    name: maybe(text),
    'pretty-name': maybe(text),
    version: maybe(text),
    'version-id': maybe(text),
    'kernel-release': maybe(text),
    'kernel-version': maybe(text),
    machine: maybe(text),
  }),
)

export const AgentFsinfo = agentReply(
  z.array(
    z.looseObject({
      name: text,
      mountpoint: maybe(text),
      type: maybe(text),
      'total-bytes': maybe(numeric),
      'used-bytes': maybe(numeric),
    }),
  ),
)

const IpAddress = z.looseObject({ 'ip-address': text, 'ip-address-type': maybe(text), prefix: maybe(numeric) })

export const AgentNetworkInterfaces = agentReply(
  z.array(z.looseObject({ name: text, 'hardware-address': maybe(text), 'ip-addresses': maybe(z.array(IpAddress)) })),
)

export const LxcInterfaces = z.array(
  z.looseObject({
    name: text,
    hwaddr: maybe(text),
    inet: maybe(text),
    inet6: maybe(text),
    'hardware-address': maybe(text),
    'ip-addresses': maybe(z.array(IpAddress)),
  }),
)
