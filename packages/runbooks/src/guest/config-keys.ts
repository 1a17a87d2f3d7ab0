/**
 * Options that are changed by runs, and the right that PVE asks for each (qemu-server: src/PVE/API2/Qemu.pm
 * $check_vm_modify_config_perm; pve-container: src/PVE/LXC.pm check_ct_modify_config_perm). What only root may set, and
 * drives and cards with their many forms, are not among them.
 */
const rights: Readonly<Record<string, readonly string[]>> = {
  'VM.Config.CPU': ['cores', 'sockets', 'cpu', 'cpulimit', 'cpuunits', 'numa', 'vcpus'],
  'VM.Config.Memory': ['memory', 'balloon', 'shares', 'swap'],
  'VM.Config.Options': [
    'agent',
    'boot',
    'description',
    'hotplug',
    'name',
    'hostname',
    'onboot',
    'ostype',
    'protection',
    'tags',
    'tablet',
    'localtime',
    'acpi',
    'kvm',
    'startdate',
    'freeze',
    'cmode',
    'console',
    'tty',
  ],
  'VM.Config.HWType': ['bios', 'machine', 'scsihw', 'vga', 'rng0', 'watchdog'],
  'VM.Config.Cloudinit': ['ciuser', 'citype', 'ciupgrade', 'nameserver', 'searchdomain'],
}

const privilegeByKey = new Map(
  Object.entries(rights).flatMap(([privilege, keys]) => keys.map((key) => [key, privilege] as const)),
)
/** Numbered options: one entry per card or port. */
const numbered: readonly (readonly [RegExp, string])[] = [
  [/^ipconfig\d{1,2}$/, 'VM.Config.Cloudinit'],
  [/^serial\d$/, 'VM.Config.HWType'],
]

export const settable = (key: string): boolean => privilegeByKey.has(key) || numbered.some(([form]) => form.test(key))

export const privilegeFor = (key: string): string =>
  privilegeByKey.get(key) ?? numbered.find(([form]) => form.test(key))?.[1] ?? 'VM.Config.Options'
