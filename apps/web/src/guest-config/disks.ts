import type { GuestKind } from '@steward/contracts'
import { isOn, numbered, readProperty, readSize } from './property.ts'

export type DiskRole = 'disk' | 'cdrom' | 'emptyCdrom' | 'cloudinit' | 'efi' | 'tpm' | 'unused' | 'root' | 'mount'

/** Words for options that change what one may expect of a disk; texts are `guest:disk-<option>`. */
export type DiskOption =
  | 'discard'
  | 'ssd'
  | 'iothread'
  | 'noBackup'
  | 'noReplica'
  | 'readOnly'
  | 'limited'
  | 'unsafeCache'
  | 'writeBack'
  | 'shared'
  | 'passedThrough'

export type Disk = {
  slot: string
  role: DiskRole
  storage: string | null
  volume: string
  size: number | null
  /** Where a container sees it. */
  path: string | null
  options: readonly DiskOption[]
  raw: string
}

const qemuDisk = /^(?:ide|sata|scsi|virtio|efidisk|tpmstate|unused)\d+$/
const lxcDisk = /^(?:rootfs|mp\d+|unused\d+)$/

export const isDiskKey = (key: string, kind: GuestKind): boolean => (kind === 'qemu' ? qemuDisk : lxcDisk).test(key)

export function readDisks(config: Readonly<Record<string, string>>, kind: GuestKind): Disk[] {
  const keys = numbered(config, kind === 'qemu' ? qemuDisk : lxcDisk)
  const disks = keys.map((slot) => readDisk(slot, config[slot] ?? '', kind))
  const rank = (disk: Disk) => (disk.role === 'root' ? 0 : disk.role === 'unused' ? 2 : 1)
  return disks.toSorted((a, b) => rank(a) - rank(b))
}

function readDisk(slot: string, raw: string, kind: GuestKind): Disk {
  const { first, options } = readProperty(raw)
  const volume = first ?? options['file'] ?? options['volume'] ?? ''
  const at = volume.indexOf(':')
  return {
    slot,
    role: roleOf(slot, volume, options),
    storage: at > 0 && !volume.startsWith('/') ? volume.slice(0, at) : null,
    volume,
    size: readSize(options['size']),
    path: kind === 'lxc' ? (slot === 'rootfs' ? '/' : (options['mp'] ?? null)) : null,
    options: [...words(options), ...(volume.startsWith('/') ? (['passedThrough'] as const) : [])],
    raw: `${slot}: ${raw}`,
  }
}

function roleOf(slot: string, volume: string, options: Readonly<Record<string, string>>): DiskRole {
  if (slot === 'rootfs') return 'root'
  if (slot.startsWith('mp')) return 'mount'
  if (slot.startsWith('unused')) return 'unused'
  if (slot.startsWith('efidisk')) return 'efi'
  if (slot.startsWith('tpmstate')) return 'tpm'
  if (options['media'] !== 'cdrom') return /[:-]cloudinit/.test(volume) ? 'cloudinit' : 'disk'
  if (/cloudinit/.test(volume)) return 'cloudinit'
  return volume === 'none' || volume === 'cdrom' ? 'emptyCdrom' : 'cdrom'
}

function words(options: Readonly<Record<string, string>>): DiskOption[] {
  const found: DiskOption[] = []
  if (options['discard'] === 'on') found.push('discard')
  if (isOn(options['ssd'])) found.push('ssd')
  if (isOn(options['iothread'])) found.push('iothread')
  if (options['cache'] === 'unsafe') found.push('unsafeCache')
  if (options['cache'] === 'writeback') found.push('writeBack')
  if (isOn(options['ro'])) found.push('readOnly')
  if (isOn(options['shared'])) found.push('shared')
  if (options['backup'] === '0') found.push('noBackup')
  if (options['replicate'] === '0') found.push('noReplica')
  if (Object.keys(options).some((key) => /^(?:mbps|iops)/.test(key))) found.push('limited')
  return found
}
