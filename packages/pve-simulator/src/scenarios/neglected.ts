import type { TaskDescription } from '../world/description.ts'
import type { Scenario } from './index.ts'
import { neglectedCloudInit } from './neglected-cloud-init.ts'
import { neglectedGuests } from './neglected-guests.ts'
import { day, gib, homeNode, hour, local, localLvm, minute } from './parts.ts'

const card = { type: 'eth', active: 1, exists: 1, method: 'manual', method6: 'manual' } as const
const bridge = {
  type: 'bridge',
  active: 1,
  autostart: 1,
  method6: 'manual',
  bridge_fd: '0',
  bridge_stp: 'off',
} as const

const dusty = homeNode('dusty', {
  uptime: 300 * day,
  cpus: 12,
  memory: 64 * gib,
  timezone: 'Europe/Berlin',
  repositories: {
    noSubscription: true,
    test: true,
    broken: [{ path: '/etc/apt/sources.list.d/backports.sources', error: 'malformed entry: missing URIs' }],
  },
  zfs: [{ name: 'tank', size: 480 * gib, alloc: 90 * gib }],
  network: [
    { ...card, iface: 'enp2s0', priority: 3 },
    {
      ...bridge,
      iface: 'vmbr0',
      method: 'static',
      address: '192.168.1.11',
      netmask: '24',
      cidr: '192.168.1.11/24',
      gateway: '192.168.1.1',
      bridge_ports: 'bond0',
      priority: 4,
    },
    { ...bridge, iface: 'vmbr1', method: 'manual', bridge_ports: '', priority: 5 },
    {
      iface: 'bond0',
      type: 'bond',
      active: 1,
      autostart: 1,
      method: 'manual',
      method6: 'manual',
      bond_mode: 'active-backup',
      slaves: 'enp2s0 enp3s0',
      priority: 6,
    },
  ],
})

const rusty = homeNode('rusty', {
  uptime: 290 * day,
  cpus: 16,
  model: 'AMD Ryzen 7 5700G with Radeon Graphics',
  memory: 64 * gib,
  maintenanceFor: 12 * day,
  repositories: { enterprise: true, noSubscription: false, debianSuite: 'bookworm' },
  subscription: {
    status: 'expired',
    level: 'c',
    nextduedate: '2025-03-01',
    key: 'pve1c-0000000000',
    message: 'Subscription expired',
  },
  network: [
    { ...card, iface: 'enp2s0', priority: 3 },
    { ...bridge, iface: 'vmbr0', method: 'dhcp', bridge_ports: 'enp2s0', priority: 4 },
  ],
})

const starts: readonly TaskDescription[] = [5, 4, 3, 2, 1].map((hours) => ({
  node: 'dusty',
  type: 'qmstart',
  id: '109',
  user: 'lena@pve',
  age: hours * hour,
  duration: 2,
}))

/**
 * Two machines that somebody set up in one weekend and nobody has looked at since: first tries with cloud-init, leftovers,
 * repositories of two releases, backups to a disk station that is gone. Everything runs, and little of it well.
 */
export const neglected: Scenario = () => ({
  cluster: { name: 'neglected', version: 2 },
  nodes: [dusty, rusty],
  storages: [
    local({ content: 'iso,vztmpl,backup,import,snippets' }),
    localLvm({ used: 240 * gib, growth: 9 * gib }),
    { id: 'tank', type: 'zfspool', content: 'images,rootdir', total: 460 * gib, used: 90 * gib, nodes: ['dusty'] },
    // Each node has a file system of its own there.
    {
      id: 'pool',
      type: 'btrfs',
      path: '/pool',
      content: 'images,rootdir',
      shared: true,
      total: 900 * gib,
      used: 120 * gib,
    },
    { id: 'old-usb', type: 'dir', path: '/mnt/usb', content: 'images', total: 900 * gib, disabled: true },
  ],
  guests: [...neglectedGuests, ...neglectedCloudInit],
  access: { users: [{ userid: 'intern@pve', comment: 'Summer of 2024', expire: 1_725_148_800 }] },
  ha: { resources: [{ sid: 'vm:125' }] },
  jobs: [{ id: 'backup-disk-station', schedule: '01:30', storage: 'disk-station', all: true }],
  tasks: [
    {
      node: 'dusty',
      type: 'vzdump',
      age: 9 * hour,
      duration: 1 * minute,
      status: 'job errors',
      log: [
        'INFO: Starting Backup of VM 101 (qemu)',
        'ERROR: Backup of VM 101 failed - vma_queue_write: write error - No space left on device',
      ],
    },
    ...starts,
  ],
})
