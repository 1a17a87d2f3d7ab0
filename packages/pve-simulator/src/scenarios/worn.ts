import type { Scenario } from './index.ts'
import { day, gib, homeNode, hour, local, localLvm, machine, minute, nas } from './parts.ts'

const noManager = { 'pve-ha-crm': 'dead' } as const

const pool = { name: 'tank', size: 480 * gib, alloc: 240 * gib }

const pine = homeNode('pine', {
  uptime: 80 * day,
  memory: 8 * gib,
  swapUsed: 7 * gib,
  certificateDays: -3,
  clockAhead: 300,
  services: noManager,
  zfs: [pool],
})
const larch = homeNode('larch', { uptime: 25 * minute, votes: 2, services: noManager, zfs: [pool] })
const yew = homeNode('yew', {
  uptime: 80 * day,
  services: { ...noManager, pvescheduler: 'failed' },
  zfs: [{ ...pool, frag: 71 }],
})

const replication = { source: 'yew', schedule: '*/15' } as const
const refresh = {
  node: 'larch',
  type: 'aptupdate',
  duration: 4,
  status: "command 'apt-get update' failed: exit code 100",
  log: ["Err:1 http://deb.debian.org/debian trixie InRelease  Temporary failure resolving 'deb.debian.org'"],
} as const

/**
 * Three nodes that still run and no longer work together as they should: no manager of HA anywhere, replication that
 * stands still, a clock and a certificate that ran out, and a QDevice where it does harm.
 */
export const worn: Scenario = () => ({
  cluster: { name: 'worn', version: 9, qdevice: { host: '192.168.1.9:5403' } },
  nodes: [pine, larch, yew],
  storages: [
    local(),
    localLvm(),
    nas(),
    { id: 'tank', type: 'zfspool', content: 'images,rootdir', total: 460 * gib, used: 240 * gib },
  ],
  guests: [
    machine([101, 'mail', 'pine'], { memory: 8192, storage: 'nas' }, { memoryUse: 1.2 }),
    machine([102, 'waits-for-ha', 'yew'], { storage: 'nas' }, { run: 'stopped' }),
    machine([103, 'in-recovery', 'yew'], { storage: 'nas' }, { run: 'stopped' }),
    machine([104, 'never-copied', 'yew'], { storage: 'tank' }),
    machine([105, 'copied-late', 'yew'], { storage: 'tank' }),
    machine([106, 'copied-to-nowhere', 'yew'], { storage: 'tank' }),
  ],
  ha: {
    masterGoneFor: 3 * hour,
    resources: [
      { sid: 'vm:102', state: 'started', crm: 'stopped' },
      { sid: 'vm:103', state: 'started', crm: 'recovery' },
    ],
  },
  replications: [
    {
      ...replication,
      id: '104-0',
      guest: 104,
      target: 'pine',
      fail_count: 12,
      error: "command 'zfs send' failed: exit code 1",
      lastSyncAge: 9 * day,
    },
    { ...replication, id: '105-0', guest: 105, target: 'larch', lastSyncAge: 7 * hour, lastTryAge: 7 * hour },
    {
      ...replication,
      id: '106-0',
      guest: 106,
      target: 'oak',
      fail_count: 400,
      error: "no such cluster node 'oak'",
      lastSyncAge: 60 * day,
    },
  ],
  jobs: [{ id: 'backup-nightly', schedule: '02:00', storage: 'nas', all: true }],
  tasks: [
    { node: 'yew', type: 'qmmove', id: '104', user: 'lena@pve', age: 9 * hour, log: ['create full clone of drive'] },
    { ...refresh, age: 20 * hour },
    { ...refresh, age: 12 * hour },
    { ...refresh, age: 4 * hour },
  ],
})
