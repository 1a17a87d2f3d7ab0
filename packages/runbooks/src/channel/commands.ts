import { shellLine } from '../shell-words.ts'

/**
 * The closed list of what may be run in a node's shell: each with its arguments typed, and nothing else. The dispatcher
 * on the node knows the same list and checks every argument again.
 */
export type ShellCommand =
  /** `qm unlock` / `pct unlock`: takes the config lock away without asking who owns it. */
  | { name: 'guest-unlock'; kind: 'qemu' | 'lxc'; vmid: number }
  | { name: 'container-unmount'; vmid: number }
  /** Which processes hold the guest's lock file (never deletes it). */
  | { name: 'lock-holders'; kind: 'qemu' | 'lxc'; vmid: number }
  | { name: 'service-state'; service: PveService }
  | { name: 'service-restart'; service: PveService }
  | { name: 'pvecm-status' }
  | { name: 'pvecm-nodes' }

export const pveServices = [
  'pvestatd',
  'pvedaemon',
  'pveproxy',
  'pvescheduler',
  'pve-ha-lrm',
  'pve-ha-crm',
  'corosync',
  'pve-cluster',
] as const
export type PveService = (typeof pveServices)[number]

/** The file whose flock serializes everything that is done with a guest (qemu-server: src/PVE/QemuConfig.pm; pve-container: src/PVE/LXC/Config.pm). */
export const lockFileOf = (kind: 'qemu' | 'lxc', vmid: number): string =>
  kind === 'qemu' ? `/var/lock/qemu-server/lock-${vmid}.conf` : `/run/lock/lxc/pve-config-${vmid}.lock`

/** The words as a person types them in a root shell of the node. */
export function commandWords(command: ShellCommand): readonly string[] {
  switch (command.name) {
    case 'guest-unlock':
      return [command.kind === 'qemu' ? 'qm' : 'pct', 'unlock', String(command.vmid)]
    case 'container-unmount':
      return ['pct', 'unmount', String(command.vmid)]
    case 'lock-holders':
      return ['fuser', '-v', lockFileOf(command.kind, command.vmid)]
    case 'service-state':
      return ['systemctl', 'is-active', command.service]
    case 'service-restart':
      return ['systemctl', 'restart', command.service]
    case 'pvecm-status':
      return ['pvecm', 'status']
    case 'pvecm-nodes':
      return ['pvecm', 'nodes']
  }
}

export const commandText = (command: ShellCommand): string => shellLine(commandWords(command))
