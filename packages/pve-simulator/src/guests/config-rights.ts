import { badParams, failure } from '../protocol/errors.ts'
import type { Call } from '../protocol/context.ts'
import type { Config } from '../world/guest.ts'

const groups: readonly (readonly [privilege: string, pattern: RegExp])[] = [
  ['VM.Config.CPU', /^(?:cores|sockets|cpu|cpulimit|cpuunits|numa\d*|vcpus|smp)$/],
  ['VM.Config.Memory', /^(?:memory|balloon|shares|swap)$/],
  ['VM.Config.Network', /^(?:net\d+|ipconfig\d+|nameserver|searchdomain|hostname)$/],
  ['VM.Config.Cloudinit', /^(?:ciuser|cipassword|sshkeys|citype|ciupgrade|cicustom)$/],
  ['VM.Config.Disk', /^(?:(?:scsi|virtio|sata|ide|efidisk|tpmstate|unused|mp)\d+|rootfs|vmstate|bootdisk)$/],
  [
    'VM.Config.HWType',
    /^(?:machine|bios|vga|scsihw|serial\d+|keyboard|tablet|acpi|kvm|watchdog|rng0|audio0|usb\d+|hostpci\d+|hotplug|freeze|localtime|smbios1)$/,
  ],
]

const onlyRoot =
  /^(?:lock|args|arch|hookscript|affinity|ivshmem|hugepages|keephugepages|vmgenid|spice_enhancements|amd-sev|intel-tdx|parallel\d+)$/

/** Needs a privilege per kind of option; some belong to root@pam's own ticket (qemu-server: src/PVE/API2/Qemu.pm). */
export function needConfigRights(call: Call, config: Config, deleted: readonly string[] = []): void {
  for (const [key, value] of [...Object.entries(config), ...deleted.map((key): [string, string] => [key, ''])])
    needRight(call, key, String(value))
}

function needRight(call: Call, key: string, value: string): void {
  const root = call.authid === 'root@pam'
  const path = `/vms/${call.vmid}`
  if (key === 'hookscript' && value !== '') throw badParams({ hookscript: `script '${value}' does not exist\n` })
  if (onlyRoot.test(key) && !root) throw failure(`only root can set '${key}' config`)
  if (/^serial\d+$/.test(key) && value !== '' && value !== 'socket' && !root)
    throw failure(`only root can modify '${key}' config for real devices`)
  if (/^usb\d+$/.test(key) && /host=/.test(value) && !root)
    throw failure(`only root can set '${key}' config for real devices`)
  if (/^hostpci\d+$/.test(key) && !/mapping=/.test(value) && value !== '' && !root)
    throw failure(`only root can set '${key}' config for non-mapped devices`)
  if (key === 'startup') call.need('/', 'Sys.Modify')
  if (root) return
  const cdrom = /^(?:ide|sata|scsi)\d+$/.test(key) && /media=cdrom|^none/.test(value)
  const privilege = cdrom
    ? 'VM.Config.CDROM'
    : (groups.find(([, pattern]) => pattern.test(key))?.[0] ?? 'VM.Config.Options')
  call.need(path, privilege)
}
