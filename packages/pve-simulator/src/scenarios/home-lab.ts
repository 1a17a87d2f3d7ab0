import type { Scenario } from './index.ts'
import { backupsOf, container, day, gib, homeNode, hour, local, localLvm, machine, minute, nas } from './parts.ts'

const guests = [
  machine(
    [101, 'home-assistant', 'alder'],
    { memory: 4096, disk: 32 },
    {
      config: {
        tags: 'smart-home',
        bios: 'ovmf',
        efidisk0: 'local-lvm:vm-101-disk-1,efitype=4m,size=4M',
        startup: 'order=1,up=30',
      },
      load: 0.12,
    },
  ),
  container([102, 'pihole', 'alder'], { memory: 512 }, { config: { tags: 'network', startup: 'order=1' }, load: 0.01 }),
  machine(
    [103, 'jellyfin', 'birch'],
    { memory: 8192, cores: 4, disk: 64 },
    { config: { tags: 'media' }, load: 0.15, netRate: 600_000, diskRate: 900_000 },
  ),
  container(
    [104, 'paperless', 'birch'],
    { memory: 2048, cores: 2, disk: 24 },
    { config: { tags: 'family' }, load: 0.04 },
  ),
  machine(
    [105, 'nextcloud', 'cedar'],
    { memory: 6144, cores: 4, disk: 120, storage: 'nas' },
    { config: { tags: 'family' }, load: 0.08 },
  ),
  container([106, 'unifi', 'cedar'], { memory: 2048, cores: 2, disk: 16 }, { config: { tags: 'network' }, load: 0.05 }),
  container([107, 'vaultwarden', 'alder'], { memory: 512, disk: 6 }, { config: { tags: 'family' }, load: 0.01 }),
  machine(
    [108, 'immich', 'cedar'],
    { memory: 8192, cores: 4, disk: 200, storage: 'nas' },
    { config: { tags: 'family;photos' }, load: 0.1, memoryUse: 0.7 },
  ),
  container([109, 'grafana', 'birch'], { memory: 1024, disk: 12 }, { config: { tags: 'monitoring' }, load: 0.03 }),
  machine(
    [110, 'minecraft', 'birch'],
    { memory: 6144, cores: 3, disk: 40 },
    {
      config: { tags: 'kids', onboot: 0 },
      load: 0.2,
      snapshots: [{ name: 'before-update', description: 'before 1.21', age: 20 * day }],
    },
  ),
  machine(
    [111, 'windows-taxes', 'alder'],
    { memory: 8192, cores: 4, disk: 80 },
    { run: 'stopped', config: { ostype: 'win11', tags: 'office', onboot: 0 } },
  ),
  container(
    [112, 'frigate', 'cedar'],
    { memory: 4096, cores: 4, disk: 32 },
    { config: { tags: 'smart-home' }, load: 0.3, netRate: 2_000_000 },
  ),
  machine(
    [113, 'docker-host', 'birch'],
    { memory: 8192, cores: 4, disk: 100 },
    { config: { tags: 'lab' }, load: 0.09 },
  ),
  machine(
    [900, 'debian-13-template', 'alder'],
    { memory: 2048, disk: 3, storage: 'nas' },
    {
      run: 'stopped',
      config: {
        template: 1,
        onboot: 0,
        scsi0: 'nas:900/base-900-disk-0.qcow2,discard=on,size=3G,ssd=1',
        ide2: 'nas:900/vm-900-cloudinit.qcow2,media=cdrom,size=4M',
        ciuser: 'home',
        ipconfig0: 'ip=dhcp',
        serial0: 'socket',
        vga: 'serial0',
      },
    },
  ),
  container(
    [901, 'alpine-template', 'birch'],
    { memory: 256, disk: 2 },
    { run: 'stopped', config: { template: 1, onboot: 0, ostype: 'alpine' } },
  ),
]

const backedUp = guests.filter((guest) => guest.vmid < 900 && guest.vmid !== 111)
const backups = backupsOf(backedUp, 'nas', 6)

/** Three small machines and a disk station: the house as it is on most days. Alive, and nothing badly wrong. */
export const homeLab: Scenario = () => ({
  cluster: { name: 'homelab', version: 5 },
  nodes: [
    homeNode('alder', {
      uptime: 41 * day + 5 * hour,
      updates: [
        {
          Package: 'pve-manager',
          Version: '9.2.12',
          OldVersion: '9.2.11',
          Title: 'Proxmox Virtual Environment Management Tools',
        },
      ],
    }),
    homeNode('birch', { uptime: 40 * day + 2 * hour }),
    homeNode('cedar', {
      uptime: 12 * day + 7 * hour,
      cpus: 4,
      memory: 24 * gib,
      model: 'Intel(R) N100',
      usb: [
        {
          busnum: 1,
          devnum: 3,
          vendid: '1a86',
          prodid: '55d4',
          product: 'USB Single Serial',
          manufacturer: 'Sonoff',
          class: 255,
          level: 1,
          port: 2,
          speed: '12',
          usbpath: '1-3',
        },
      ],
    }),
  ],
  storages: [
    local({
      volumes: [
        {
          name: 'vztmpl/debian-13-standard_13.1-1_amd64.tar.zst',
          content: 'vztmpl',
          format: 'tzst',
          size: 129_000_000,
          age: 60 * day,
        },
      ],
    }),
    localLvm(),
    nas({
      volumes: [
        ...backups.volumes,
        {
          name: 'iso/debian-13.1.0-amd64-netinst.iso',
          content: 'iso',
          format: 'iso',
          size: 783_000_000,
          age: 50 * day,
        },
        {
          name: 'import/debian-13-genericcloud-amd64.qcow2',
          content: 'import',
          format: 'qcow2',
          size: 345_000_000,
          age: 50 * day,
        },
      ],
    }),
  ],
  guests,
  access: {
    pools: [{ poolid: 'family', comment: 'What everybody uses', guests: [104, 105, 107, 108], storages: ['nas'] }],
  },
  jobs: [
    {
      id: 'backup-5f1c2a90-3d1e',
      schedule: '02:30',
      storage: 'nas',
      all: true,
      exclude: '111,900,901',
      mode: 'snapshot',
      comment: 'Every night',
      more: {
        compress: 'zstd',
        'notes-template': '{{guestname}}',
        'prune-backups': 'keep-daily=7,keep-weekly=4',
      },
    },
  ],
  tasks: [
    ...backups.tasks,
    { node: 'alder', type: 'qmstop', id: '111', user: 'lena@pve', age: 9 * day, duration: 2 },
    { node: 'birch', type: 'qmsnapshot', id: '110', user: 'lena@pve', age: 20 * day, duration: 3 },
    { node: 'alder', type: 'aptupdate', age: 6 * hour, duration: 8 },
    { node: 'birch', type: 'aptupdate', age: 5 * hour, duration: 9 },
    { node: 'birch', type: 'vncproxy', id: '110', user: 'lena@pve', age: 50 * minute, duration: 340 },
    { node: 'alder', type: 'vncproxy', id: '105', user: 'mia@pve', age: 25 * minute, duration: 95 },
    { node: 'cedar', type: 'vzreboot', id: '112', user: 'lena@pve', age: 3 * hour, duration: 9 },
  ].toSorted((a, b) => b.age - a.age),
  life: [
    { kind: 'backup', every: 40 * minute, first: 20, vmids: [102, 104, 107], storage: 'nas' },
    { kind: 'update', every: 55 * minute, first: 4 * minute, node: 'birch' },
    { kind: 'restart', every: 65 * minute, first: 11 * minute, vmids: [109] },
    { kind: 'chore', every: 65, first: 5, vmids: [110, 105, 103], node: 'alder' },
  ],
})
