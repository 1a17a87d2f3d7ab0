import type { Call, Handlers } from '../protocol/context.ts'
import { nodeFigures } from '../stats/publish.ts'
import { activity } from '../stats/load.ts'
import type { Node } from '../world/node.ts'
import { versionOf } from './cluster.ts'

type Row = Record<string, unknown>

const release = (call: Call): string =>
  call.node.description.kernel ?? (call.world.pve === '8.4' ? '6.8.12-15-pve' : '7.0.14-1-pve')

export const kernelOf = release

function nodeStatus(call: Call): Row {
  const { world, node } = call
  const now = world.now()
  const figures = nodeFigures(world, node, now)
  const kernel = { sysname: 'Linux', release: release(call), version: '#1 SMP PREEMPT_DYNAMIC', machine: 'x86_64' }
  const { swap = 8 * 1024 ** 3, swapUsed = 0 } = node.description
  const version = versionOf(world)
  return {
    uptime: figures.uptime,
    idle: 0,
    cpu: figures.cpu,
    wait: figures.cpu * 0.02,
    loadavg: [1, 5, 15].map((minutes) =>
      (figures.cpu * node.cpus * (0.8 + 0.2 * activity(node.seed, now / 1000 / minutes))).toFixed(2),
    ),
    kversion: `Linux ${kernel.release} ${kernel.version}`,
    'current-kernel': kernel,
    'boot-info': node.description.bootMode === 'legacy-bios' ? { mode: 'legacy-bios' } : { mode: 'efi', secureboot: 0 },
    cpuinfo: cpuInfo(node),
    memory: {
      total: node.memory,
      used: figures.mem,
      free: Math.floor((node.memory - figures.mem) * 0.6),
      ...available(call, node, figures.mem),
    },
    swap: { total: swap, used: swapUsed, free: swap - swapUsed },
    ksm: { shared: 0 },
    rootfs: {
      total: node.root,
      used: node.rootUsed,
      free: node.root - node.rootUsed,
      avail: Math.floor((node.root - node.rootUsed) * 0.95),
    },
    pveversion: node.description.manager ?? `pve-manager/${String(version.version)}/${String(version.repoid)}`,
  }
}

const available = (call: Call, node: Node, used: number): Row =>
  call.world.pve === '8.4' ? {} : { available: node.memory - used }

const cpuInfo = (node: Node): Row => ({
  cpus: node.cpus,
  cores: Math.max(1, node.cpus / 2),
  sockets: 1,
  user_hz: 100,
  mhz: '2100.000',
  hvm: '1',
  model: node.description.model ?? 'Example CPU @ 2.50GHz',
  family: '6',
  vendor: /\bAMD\b/.test(node.description.model ?? '') ? 'AuthenticAMD' : 'GenuineIntel',
  flags:
    'fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush mmx fxsr sse sse2 vmx aes avx2',
})

const names = [
  'aplinfo',
  'apt',
  'capabilities',
  'ceph',
  'certificates',
  'config',
  'disks',
  'dns',
  'firewall',
  'hardware',
  'hosts',
  'journal',
  'lxc',
  'migrateall',
  'netstat',
  'network',
  'qemu',
  'query-oci-repo-tags',
  'query-url-metadata',
  'replication',
  'report',
  'rrd',
  'rrddata',
  'scan',
  'sdn',
  'services',
  'spiceshell',
  'startall',
  'status',
  'stopall',
  'storage',
  'subscription',
  'suspendall',
  'syslog',
  'tasks',
  'termproxy',
  'time',
  'version',
  'vncshell',
  'vzdump',
  'wakeonlan',
]

export const nodeStatusHandlers: Handlers = {
  'GET /nodes/{node}': () => names.map((name) => ({ name })),
  'GET /nodes/{node}/status': nodeStatus,
  'GET /nodes/{node}/version': ({ world }) => versionOf(world),
}
