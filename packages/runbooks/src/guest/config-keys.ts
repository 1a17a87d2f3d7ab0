import type { GuestKind } from '@steward/contracts'
import type { Need } from '../define-runbook.ts'

type Right = Pick<Need, 'privilege' | 'or'>
type Keys = readonly (readonly [right: Right, keys: RegExp])[]

/**
 * Options that are changed by runs, and the right that PVE asks for each. What only root may set, and cards with their
 * many forms, are not among them.
 */
const keys: Readonly<Record<GuestKind, Keys>> = {
  // qemu-server: src/PVE/API2/Qemu.pm, check_vm_modify_config_perm
  qemu: [
    [{ privilege: 'VM.Config.CPU' }, /^(cores|sockets|cpu|cpulimit|cpuunits|numa|vcpus)$/],
    [{ privilege: 'VM.Config.Memory' }, /^(memory|balloon|shares)$/],
    [{ privilege: 'VM.Config.Disk' }, /^(boot|vmstatestorage|(scsi|virtio|sata|ide)\d{1,2})$/],
    [{ privilege: 'VM.Config.HWType' }, /^(acpi|hotplug|kvm|machine|scsihw|tablet|vga|watchdog|rng0|serial\d)$/],
    [
      { privilege: 'VM.Config.Cloudinit', or: 'VM.Config.Network' },
      /^(ciuser|citype|ciupgrade|nameserver|searchdomain|ipconfig\d{1,2})$/,
    ],
    [{ privilege: 'VM.PowerMgmt' }, /^freeze$/],
    [
      { privilege: 'VM.Config.Options' },
      /^(agent|bios|description|localtime|name|onboot|ostype|protection|startdate|tags)$/,
    ],
  ],
  // pve-container: src/PVE/LXC.pm, check_ct_modify_config_perm
  lxc: [
    [{ privilege: 'VM.Config.CPU' }, /^(cores|cpulimit|cpuunits)$/],
    [{ privilege: 'VM.Config.Memory' }, /^(memory|swap)$/],
    [{ privilege: 'VM.Config.Network' }, /^(hostname|nameserver|searchdomain)$/],
    [{ privilege: 'VM.Config.Disk' }, /^mp\d{1,3}$/],
    [{ privilege: 'VM.Config.Options' }, /^(cmode|console|description|onboot|ostype|protection|tags|timezone|tty)$/],
  ],
}

/** Disks are changed one option at a time, never as a whole line. */
const drive = /^((scsi|virtio|sata|ide)\d{1,2}|mp\d{1,3})$/

/** The right that PVE asks for; null for a key that this kind of guest does not have, or that is not changed here. */
export const rightFor = (kind: GuestKind, key: string): Right | null =>
  keys[kind].find(([, form]) => form.test(key))?.[0] ?? null

export const settable = (key: string): boolean =>
  !drive.test(key) && (rightFor('qemu', key) !== null || rightFor('lxc', key) !== null)
export const isDrive = (key: string): boolean => drive.test(key)
