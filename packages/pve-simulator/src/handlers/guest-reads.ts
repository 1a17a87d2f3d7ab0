import { hastateOf } from '../cluster/ha-view.ts'
import type { Call, Handlers } from '../protocol/context.ts'
import { guestFigures, touchesHanging, count } from '../stats/publish.ts'
import {
  drivesOf,
  isAgentEnabled,
  isRunning,
  isTemplate,
  lockOf,
  maxCpu,
  maxDisk,
  maxMemory,
  nameOf,
  type Guest,
} from '../world/guest.ts'
import type { World } from '../world/world.ts'

type Row = Record<string, unknown>

function common(call: Call, guest: Guest): Row {
  const { world } = call
  const { memhost, diskread, diskwrite, ...figures } = guestFigures(world, guest, world.now())
  const row: Row = {
    vmid: guest.vmid,
    name: nameOf(guest),
    cpus: maxCpu(guest),
    maxmem: maxMemory(guest),
    maxdisk: maxDisk(guest),
    ...figures,
    status: isRunning(guest) ? 'running' : 'stopped',
  }
  if (guest.type === 'lxc') Object.assign(row, { diskread, diskwrite })
  else if (world.pve !== '8.4') row.memhost = memhost
  if (isRunning(guest)) row.pid = guest.pid
  if (isTemplate(guest)) row.template = 1
  if (guest.config.tags !== undefined) row.tags = guest.config.tags
  const lock = lockOf(guest)
  if (lock !== undefined) row.lock = lock
  return row
}

const pressures = [
  'pressurecpusome',
  'pressurecpufull',
  'pressureiosome',
  'pressureiofull',
  'pressurememorysome',
  'pressurememoryfull',
]

/** Numbers for machines; for containers the text of the kernel's file. 8 has none. */
function pressureOf(call: Call, guest: Guest): Row {
  if (!isRunning(guest) || call.world.pve === '8.4') return {}
  return Object.fromEntries(pressures.map((name) => [name, guest.type === 'lxc' ? '0.00' : 0]))
}

function haOf(world: World, guest: Guest): Row {
  const service = world.haManaged(guest)
  const state = service?.request === 'ignored' ? {} : { state: hastateOf(world, guest) }
  return service ? { managed: 1, ...state } : { managed: 0 }
}

const support = {
  'backup-access-api': true,
  'backup-fleecing': true,
  'backup-max-workers': true,
  'pbs-dirty-bitmap': true,
  'pbs-dirty-bitmap-migration': true,
  'pbs-dirty-bitmap-savevm': true,
  'pbs-library-version': '2.1.0',
  'pbs-masterkey': true,
  'query-bitmap-info': true,
}

/** What only QMP can say. A process that does not answer leaves all of it out. */
function monitorFields(call: Call, guest: Guest): Row {
  const { world } = call
  const counters = count(guest, world.now(), touchesHanging(world, guest))
  const disks = drivesOf(guest.config).filter((drive) => !/^(?:unused|efidisk|tpmstate)/.test(drive.key))
  return {
    diskread: counters.diskread,
    diskwrite: counters.diskwrite,
    balloon: maxMemory(guest),
    ballooninfo: {
      actual: maxMemory(guest),
      max_mem: maxMemory(guest),
      ...(guest.agent === 'alive'
        ? { free_mem: Math.floor(maxMemory(guest) * (1 - guest.memoryUse)), total_mem: maxMemory(guest) }
        : {}),
    },
    blockstat: Object.fromEntries(
      disks.map((drive, index) => [
        drive.key,
        blockStat(
          guest,
          index === 0 ? counters : { ...counters, diskread: Math.min(512, counters.diskread), diskwrite: 0 },
        ),
      ]),
    ),
    ...nicsOf(guest, counters),
    'proxmox-support': support,
    'running-machine': 'pc-i440fx-10.0+pve1',
    'running-qemu': '10.0.13',
  }
}

function nicsOf(guest: Guest, counters: Guest['counters']): Row {
  const cards = Object.keys(guest.config).filter((key) => /^net\d+$/.test(key))
  if (cards.length === 0) return {}
  return {
    nics: Object.fromEntries(
      cards.map((key) => [`tap${guest.vmid}i${key.slice(3)}`, { netin: counters.netin, netout: counters.netout }]),
    ),
  }
}

function blockStat(guest: Guest, counters: Guest['counters'] | undefined): Row {
  const written = counters?.diskwrite ?? 0
  const read = counters?.diskread ?? 0
  return {
    account_failed: true,
    account_invalid: true,
    timed_stats: [],
    ...(read + written > 0 ? { idle_time_ns: 1e6 } : {}),
    wr_highest_offset: written,
    rd_bytes: read,
    wr_bytes: written,
    rd_operations: Math.ceil(read / 4096),
    wr_operations: Math.ceil(written / 4096),
    failed_rd_operations: 0,
    failed_wr_operations: counters ? guest.failedWrites : 0,
    failed_flush_operations: 0,
    failed_unmap_operations: 0,
    flush_operations: 0,
    unmap_operations: 0,
    unmap_bytes: 0,
    rd_merged: 0,
    wr_merged: 0,
    unmap_merged: 0,
    rd_total_time_ns: read,
    wr_total_time_ns: written,
    flush_total_time_ns: 0,
    unmap_total_time_ns: 0,
    invalid_rd_operations: 0,
    invalid_wr_operations: 0,
    invalid_flush_operations: 0,
    invalid_unmap_operations: 0,
    failed_zone_append_operations: 0,
    invalid_zone_append_operations: 0,
    zone_append_bytes: 0,
    zone_append_merged: 0,
    zone_append_operations: 0,
    zone_append_total_time_ns: 0,
  }
}

async function qemuCurrent(call: Call): Promise<Row> {
  const { world } = call
  const guest = call.qemu()
  const running = isRunning(guest)
  const frozen = running && guest.behaviour === 'frozen-qemu'
  if (frozen) await world.scheduler.sleep(3)
  const state = running ? (frozen ? 'running' : guest.state) : 'stopped'
  return {
    ...common(call, guest),
    ...pressureOf(call, guest),
    qmpstatus: state,
    ha: haOf(world, guest),
    ...(isAgentEnabled(guest.config) ? { agent: 1 } : {}),
    ...(running && guest.config.vga !== undefined ? { clipboard: null } : {}),
    ...serialOf(guest),
    ...(running && !frozen && !guest.busy ? monitorFields(call, guest) : {}),
  }
}

const serialOf = (guest: Guest): Row =>
  Object.keys(guest.config).some((key) => /^serial\d+$/.test(key)) ? { serial: 1 } : {}

/** Only `full` asks the processes themselves. */
function qemuList(call: Call): Row[] {
  return visible(call, 'qemu').map((guest) => {
    const row = { ...common(call, guest), ...pressureOf(call, guest), ...serialOf(guest) }
    if (!call.flag('full')) return row
    const answers = isRunning(guest) && guest.behaviour !== 'frozen-qemu'
    return {
      ...row,
      qmpstatus: isRunning(guest) ? guest.state : 'stopped',
      ...(answers ? monitorFields(call, guest) : {}),
    }
  })
}

const visible = (call: Call, type: Guest['type']): Guest[] =>
  call.world
    .guestsOn(call.node.name)
    .filter((guest) => guest.type === type && call.may(`/vms/${guest.vmid}`, 'VM.Audit'))

function lxcFields(guest: Guest): Row {
  const swap = Number(guest.config.swap ?? 0) * 1024 ** 2
  return { type: 'lxc', swap: 0, maxswap: swap }
}

function lxcCurrent(call: Call): Row {
  const guest = call.lxc()
  return { ...common(call, guest), ...lxcFields(guest), ...pressureOf(call, guest), ha: haOf(call.world, guest) }
}

const lxcList = (call: Call): Row[] =>
  visible(call, 'lxc').map((guest) => ({ ...common(call, guest), ...lxcFields(guest), ...pressureOf(call, guest) }))

const feature = (call: Call, guest: Guest): Row => {
  const name = call.needed('feature')
  const able = drivesOf(guest.config).every(
    (drive) =>
      drive.cdrom ||
      ['lvmthin', 'zfspool', 'nfs', 'cifs'].includes(call.world.storages.get(drive.storage ?? '')?.type ?? '') ||
      (drive.volid.includes('qcow2') && name !== 'copy'),
  )
  return { hasFeature: able || name === 'copy' ? 1 : 0, ...(guest.type === 'qemu' ? { nodes: [guest.node] } : {}) }
}

const interfaces = (call: Call): Row[] => {
  const guest = call.lxc()
  if (!isRunning(guest)) return []
  const loopback = { name: 'lo', hwaddr: '00:00:00:00:00:00', 'hardware-address': '00:00:00:00:00:00' }
  if (!Object.keys(guest.config).some((key) => /^net\d+$/.test(key))) return [{ ...loopback, 'ip-addresses': [] }]
  const address = guest.addresses[0] ?? '192.168.1.50'
  const mac = /hwaddr=([^,]+)/.exec(String(guest.config.net0 ?? ''))?.[1]?.toLowerCase() ?? '00:00:00:00:00:00'
  return [
    {
      ...loopback,
      inet: '127.0.0.1/8',
      inet6: '::1/128',
      'ip-addresses': [
        { 'ip-address': '127.0.0.1', 'ip-address-type': 'inet', prefix: '8' },
        { 'ip-address': '::1', 'ip-address-type': 'inet6', prefix: '128' },
      ],
    },
    {
      name: 'eth0',
      hwaddr: mac,
      'hardware-address': mac,
      inet: `${address}/24`,
      'ip-addresses': [{ 'ip-address': address, 'ip-address-type': 'inet', prefix: '24' }],
    },
  ]
}

export const guestReadHandlers: Handlers = {
  'GET /nodes/{node}/qemu': qemuList,
  'GET /nodes/{node}/lxc': lxcList,
  'GET /nodes/{node}/qemu/{vmid}': () =>
    ['config', 'pending', 'status', 'snapshot', 'agent', 'cloudinit', 'rrddata', 'firewall', 'feature', 'migrate'].map(
      (subdir) => ({ subdir }),
    ),
  'GET /nodes/{node}/lxc/{vmid}': () =>
    ['config', 'pending', 'status', 'snapshot', 'rrddata', 'firewall', 'feature', 'interfaces', 'migrate'].map(
      (subdir) => ({ subdir }),
    ),
  'GET /nodes/{node}/qemu/{vmid}/status/current': qemuCurrent,
  'GET /nodes/{node}/lxc/{vmid}/status/current': lxcCurrent,
  'GET /nodes/{node}/qemu/{vmid}/feature': (call) => feature(call, call.qemu()),
  'GET /nodes/{node}/lxc/{vmid}/feature': (call) => feature(call, call.lxc()),
  'GET /nodes/{node}/lxc/{vmid}/interfaces': interfaces,
  'GET /nodes/{node}/qemu/{vmid}/firewall/options': () => ({ digest: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' }),
  'GET /nodes/{node}/lxc/{vmid}/firewall/options': () => ({ digest: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' }),
}
