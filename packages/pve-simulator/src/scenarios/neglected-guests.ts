import type { GuestDescription } from '../world/description.ts'
import { container, day, hour, machine } from './parts.ts'

/** Off, and not meant to be on. */
const atRest = { run: 'stopped', config: { onboot: 0 } } as const

/** Processors, disks and boot order as nobody would choose them today. */
const machines: readonly GuestDescription[] = [
  machine(
    [101, 'accounting', 'dusty'],
    {},
    {
      config: { cpu: 'kvm64', boot: 'order=ide0', ide0: 'local-lvm:vm-101-disk-0,discard=on,size=20G' },
      without: ['scsi0'],
    },
  ),
  machine(
    [102, 'old-shop', 'dusty'],
    {},
    {
      config: {
        scsi0: 'local-lvm:vm-102-disk-0,cache=unsafe,discard=on,iothread=1,size=32G,ssd=1',
        scsi1: 'local-lvm:vm-102-disk-1,backup=0,discard=on,iothread=1,size=64G,ssd=1',
        unused0: 'local-lvm:vm-102-disk-2',
      },
    },
  ),
  machine([103, 'edited-by-hand', 'dusty'], {}, { config: { balloon: 4096, boot: 'order=scsi0;net3' } }),
  machine([104, 'giant', 'dusty'], { memory: 98_304 }, atRest),
  machine([105, 'all-of-the-processor', 'dusty'], {}, { config: { cpu: 'host' } }),
  machine([106, 'waits-for-restart', 'dusty'], {}, { pending: { memory: '4096', cores: 4 } }),
  machine([107, 'black-screen', 'dusty'], {}, { config: { vga: 'serial0' } }),
  machine([108, 'started-by-hand', 'dusty'], {}, { uptime: 60 * day, without: ['onboot'] }),
  machine([109, 'crashes', 'dusty'], {}, { uptime: 1 * hour }),
]

/** Networks that are not there, numbers that are there twice. */
const networks: readonly GuestDescription[] = [
  machine(
    [111, 'came-from-elsewhere', 'dusty'],
    {},
    { ...atRest, config: { onboot: 0, net0: 'virtio=BC:24:11:0A:0A:11,bridge=vmbr9' } },
  ),
  machine(
    [112, 'in-a-vlan', 'dusty'],
    {},
    { ...atRest, config: { onboot: 0, net0: 'virtio=BC:24:11:0A:0A:12,bridge=vmbr1,tag=20' } },
  ),
  machine([113, 'original', 'dusty'], {}, { config: { net0: 'virtio=BC:24:11:0A:0A:13,bridge=vmbr0' } }),
  machine([114, 'restored-copy', 'dusty'], {}, { config: { net0: 'virtio=BC:24:11:0A:0A:13,bridge=vmbr0' } }),
  machine([115, 'island', 'dusty'], {}, { config: { boot: 'order=scsi0' }, without: ['net0'] }),
]

const weekly = [35, 28, 21, 14, 7].map((days) => ({ name: `week-${days}`, age: days * day }))

/** What ties a guest to its node, and what was left lying about. */
const leftovers: readonly GuestDescription[] = [
  machine(
    [121, 'never-installed', 'dusty'],
    {},
    { config: { ide2: 'local:iso/debian-12.5.0-amd64-netinst.iso,media=cdrom,size=629M' } },
  ),
  machine(
    [122, 'linked', 'dusty'],
    {},
    { config: { scsi0: 'tank:base-900-disk-0/vm-122-disk-0,discard=on,iothread=1,size=32G,ssd=1' } },
  ),
  machine(
    [123, 'on-the-old-disk', 'dusty'],
    {},
    {
      ...atRest,
      config: { onboot: 0, scsi0: 'old-usb:123/vm-123-disk-0.qcow2,discard=on,iothread=1,size=32G' },
    },
  ),
  machine(
    [124, 'many-snapshots', 'dusty'],
    {},
    {
      snapshots: [
        ...weekly.map((one, index) => ({ ...one, ...(index > 0 ? { parent: weekly[index - 1]?.name ?? '' } : {}) })),
        { name: 'with-memory', age: day, vmstate: true, parent: 'week-7' },
      ],
    },
  ),
  machine([125, 'under-ha', 'dusty']),
  machine(
    [900, 'template', 'dusty'],
    {},
    { run: 'stopped', config: { template: 1, onboot: 0, scsi0: 'tank:base-900-disk-0,discard=on,size=32G,ssd=1' } },
  ),
]

const containers: readonly GuestDescription[] = [
  container([131, 'privileged', 'rusty'], {}, { without: ['unprivileged'] }),
  container([132, 'full', 'rusty'], {}, { diskUsed: 0.99 }),
  container([133, 'squeezed', 'rusty'], {}, { memoryUse: 1.2 }),
]

/** Guests as they become when nobody looks after them for years. */
export const neglectedGuests: readonly GuestDescription[] = [...machines, ...networks, ...leftovers, ...containers]
