import { container, day, homeNode, hour, local, localLvm, machine, minute } from './parts.ts'
import type { Scenario } from './index.ts'

const lost = 'unexpected status'

/** Locks in configurations: some whose owner is long dead, and some that must not be touched because it lives. */
export const staleLocks: Scenario = () => ({
  cluster: { name: 'locks', version: 2 },
  nodes: [homeNode('attic', { uptime: 5 * day }), homeNode('cellar', { uptime: 5 * day })],
  storages: [local(), localLvm()],
  guests: [
    machine([101, 'backup-killed', 'attic'], {}, { lock: 'backup' }),
    machine([102, 'backup-alive', 'cellar'], { disk: 200 }, { lock: 'backup' }),
    machine([103, 'half-clone', 'attic'], {}, { lock: 'clone', run: 'stopped' }),
    machine([104, 'migrate-lost', 'attic'], {}, { lock: 'migrate', run: 'stopped' }),
    machine(
      [105, 'snapshot-stuck', 'attic'],
      {},
      { lock: 'snapshot-delete', snapshots: [{ name: 'before', snapstate: 'delete', age: 2 * day }] },
    ),
    machine(
      [106, 'hibernated', 'cellar'],
      {},
      { lock: 'suspended', run: 'suspended', config: { vmstate: 'local-lvm:vm-106-state-suspend-2026-01-01' } },
    ),
    machine([107, 'suspending-failed', 'cellar'], {}, { lock: 'suspending' }),
    container([108, 'ct-backup', 'attic'], {}, { lock: 'backup' }),
    container([109, 'ct-mounted', 'attic'], {}, { lock: 'mounted', run: 'stopped' }),
    machine(
      [110, 'create-stub', 'cellar'],
      {},
      { lock: 'create', run: 'stopped', config: { scsi0: 'none,media=cdrom' } },
    ),
    machine([111, 'free', 'cellar']),
  ],
  tasks: [
    {
      node: 'attic',
      type: 'vzdump',
      id: '101',
      age: 7 * hour,
      duration: 80,
      status: lost,
      log: ['INFO: Starting Backup of VM 101 (qemu)'],
    },
    {
      node: 'attic',
      type: 'qmclone',
      id: '111',
      age: 5 * hour,
      duration: 30,
      status: lost,
      log: ['creating a clone of VM 111 with ID 103'],
    },
    { node: 'attic', type: 'qmigrate', id: '104', age: 4 * hour, duration: 20, status: lost },
    { node: 'attic', type: 'qmdelsnapshot', id: '105', age: 3 * hour, duration: 40, status: lost },
    {
      node: 'cellar',
      type: 'qmsuspend',
      id: '107',
      age: 2 * hour,
      duration: 9,
      status: "VM 107 qmp command 'savevm-start' failed - No space left on device",
    },
    {
      node: 'attic',
      type: 'vzdump',
      id: '108',
      age: 90 * minute,
      duration: 20,
      status: lost,
      log: ['INFO: Starting Backup of VM 108 (lxc)'],
    },
    {
      node: 'cellar',
      type: 'vzdump',
      age: 10 * minute,
      remaining: 9 * hour,
      log: [
        'INFO: starting new backup job: vzdump 102 111 --storage local',
        'INFO: Starting Backup of VM 102 (qemu)',
        'INFO:  11% (22.0 GiB of 200.0 GiB) in 9m 12s',
      ],
    },
  ],
})
