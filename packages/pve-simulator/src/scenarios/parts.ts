import type {
  DiskDescription,
  GuestDescription,
  NodeDescription,
  StorageDescription,
  TaskDescription,
} from '../world/description.ts'

export const mib = 1024 ** 2
export const gib = 1024 ** 3
export const tib = 1024 ** 4
export const minute = 60
export const hour = 3600
export const day = 86400

const disks: DiskDescription[] = [
  {
    devpath: '/dev/nvme0n1',
    size: 512_110_190_592,
    model: 'Samsung SSD 980 500GB',
    serial: 'S64DNF0R512345',
    type: 'nvme',
    used: 'LVM',
    health: 'PASSED',
    wearout: 96,
  },
  {
    devpath: '/dev/sda',
    size: 4_000_787_030_016,
    model: 'WDC WD40EFPX-68C',
    serial: 'WD-WX12D3456789',
    type: 'hdd',
    used: 'ZFS',
    health: 'PASSED',
  },
]

/** A small machine as it stands in a cupboard. */
export function homeNode(name: string, more: Partial<NodeDescription> = {}): NodeDescription {
  return {
    name,
    cpus: 8,
    model: 'Intel(R) Core(TM) i5-10500T CPU @ 2.30GHz',
    memory: 32 * gib,
    root: 94 * gib,
    rootUsed: 21 * gib,
    disks,
    thinPools: [
      { lv: 'data', vg: 'pve', size: 350 * gib, used: 140 * gib, metadataSize: 3584 * mib, metadataUsed: 410 * mib },
    ],
    repositories: { noSubscription: true },
    ...more,
  }
}

export const local = (more: Partial<StorageDescription> = {}): StorageDescription => ({
  id: 'local',
  type: 'dir',
  path: '/var/lib/vz',
  content: 'iso,vztmpl,backup,import,snippets',
  total: 94 * gib,
  used: 21 * gib,
  ...more,
})

export const localLvm = (more: Partial<StorageDescription> = {}): StorageDescription => ({
  id: 'local-lvm',
  type: 'lvmthin',
  content: 'rootdir,images',
  total: 350 * gib,
  used: 140 * gib,
  config: {
    thinpool: 'data',
    vgname: 'pve',
  },
  ...more,
})

export const nas = (more: Partial<StorageDescription> = {}): StorageDescription => ({
  id: 'nas',
  type: 'nfs',
  content: 'images,iso,backup,vztmpl,import',
  shared: true,
  total: 7 * tib,
  used: 3 * tib,
  config: {
    server: '192.168.1.5',
    export: '/volume1/pve',
    options: 'vers=4.2',
    'prune-backups': 'keep-daily=7,keep-weekly=4',
  },
  ...more,
})

interface Sized {
  readonly memory?: number
  readonly cores?: number
  readonly disk?: number
  readonly storage?: string
}

/** A virtual machine that is looked after: agent on, starts with its node, virtio everywhere. */
export function machine(
  place: [vmid: number, name: string, node: string],
  size: Sized = {},
  more: Partial<GuestDescription> = {},
): GuestDescription {
  const [vmid, name, node] = place
  const storage = size.storage ?? 'local-lvm'
  const volume = storage === 'nas' ? `nas:${vmid}/vm-${vmid}-disk-0.qcow2` : `${storage}:vm-${vmid}-disk-0`
  return {
    vmid,
    name,
    node,
    ...more,
    config: {
      agent: '1',
      cores: size.cores ?? 2,
      cpu: 'x86-64-v2-AES',
      memory: String(size.memory ?? 2048),
      onboot: 1,
      scsi0: `${volume},discard=on,iothread=1,size=${size.disk ?? 32}G,ssd=1`,
      ...more.config,
    },
  }
}

export function container(
  place: [vmid: number, name: string, node: string],
  size: Sized = {},
  more: Partial<GuestDescription> = {},
): GuestDescription {
  const [vmid, name, node] = place
  const storage = size.storage ?? 'local-lvm'
  return {
    vmid,
    name,
    node,
    type: 'lxc',
    ...more,
    config: {
      cores: size.cores ?? 1,
      memory: size.memory ?? 512,
      swap: 512,
      onboot: 1,
      unprivileged: 1,
      features: 'nesting=1',
      rootfs:
        storage === 'nas'
          ? `nas:${vmid}/vm-${vmid}-disk-0.raw,size=${size.disk ?? 8}G`
          : `${storage}:vm-${vmid}-disk-0,size=${size.disk ?? 8}G`,
      ...more.config,
    },
  }
}

/** Nightly backups of the last days, with their archives to be found on the storage. */
export function backupsOf(
  guests: readonly GuestDescription[],
  storage: string,
  days: number,
): { tasks: TaskDescription[]; volumes: NonNullable<StorageDescription['volumes']> } {
  const tasks: TaskDescription[] = []
  const volumes: NonNullable<StorageDescription['volumes']>[number][] = []
  const nodes = [...new Set(guests.map((guest) => guest.node))]
  for (let back = 0; back < days; back += 1) {
    const age = back * day + 9 * hour
    for (const node of nodes) {
      const here = guests.filter((guest) => guest.node === node)
      tasks.push({
        node,
        type: 'vzdump',
        age,
        duration: here.length * 95,
        log: here.flatMap((guest) => backupLog(guest)),
      })
    }
    for (const guest of guests) volumes.push(backupVolume(guest, storage, age))
  }
  return { tasks: tasks.toReversed(), volumes }
}

function backupVolume(
  guest: GuestDescription,
  _storage: string,
  age: number,
): NonNullable<StorageDescription['volumes']>[number] {
  const type = guest.type ?? 'qemu'
  const stamp = new Date(Date.now() - age * 1000)
    .toISOString()
    .slice(0, 19)
    .replace('T', '-')
    .replaceAll('-', '_')
    .replaceAll(':', '_')
  const name = `backup/vzdump-${type}-${guest.vmid}-${stamp.slice(0, 10)}-${stamp.slice(11)}.${type === 'lxc' ? 'tar.zst' : 'vma.zst'}`
  return {
    name,
    content: 'backup',
    format: type === 'lxc' ? 'tar.zst' : 'vma.zst',
    size: (type === 'lxc' ? 820 : 6144) * mib,
    vmid: guest.vmid,
    age,
    notes: guest.name ?? '',
  }
}

const backupLog = (guest: GuestDescription): string[] => [
  `INFO: Starting Backup of VM ${guest.vmid} (${guest.type ?? 'qemu'})`,
  `INFO: status = ${guest.run ?? 'running'}`,
  'INFO: backup mode: snapshot',
  'INFO: ionice priority: 7',
  `INFO: Finished Backup of VM ${guest.vmid} (00:01:31)`,
]
