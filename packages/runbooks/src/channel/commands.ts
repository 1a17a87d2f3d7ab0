import * as z from 'zod'
import { shellLine } from '../shell-words.ts'
import { corosyncText, interfacesText } from './texts.ts'

/** Services that may be asked for and restarted; none of them carries a guest's process. */
export const pveServices = [
  'pvestatd',
  'pvedaemon',
  'pveproxy',
  'pvescheduler',
  'pve-ha-lrm',
  'pve-ha-crm',
  'corosync',
  'corosync-qdevice',
  'pve-cluster',
  'pve-firewall',
  'qmeventd',
  'chrony',
] as const
export type PveService = (typeof pveServices)[number]

const Kind = z.enum(['qemu', 'lxc'])
const Vmid = z.number().int().min(100).max(999_999_999)
const Service = z.enum(pveServices)
/** A host name as PVE takes it for a node (pve-common: src/PVE/JSONSchema.pm, pve-node). */
const NodeName = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/)
const Address = z.string().regex(/^[A-Za-z0-9:][A-Za-z0-9.:-]{0,252}$/)
/** SHA-256 of a file, or of a listing, as it was read. */
const Digest = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * The closed list of what may be run in a node's shell: each with its arguments typed, and nothing else. The dispatcher
 * on the node knows the same list and checks every argument again.
 */
const Command = z.discriminatedUnion('name', [
  /**
   * `qm unlock` / `pct unlock`: takes the config lock away without asking who owns it. Without a lock `qm` is silent and
   * `pct` fails; both fail while somebody holds the guest's lock file (docs/pve-behaviour.md, locks).
   */
  z.object({ name: z.literal('guest-unlock'), kind: Kind, vmid: Vmid }),
  z.object({ name: z.literal('container-unmount'), vmid: Vmid }),
  /** Which processes hold the guest's lock file (never deletes it). Exit status 1: none. */
  z.object({ name: z.literal('lock-holders'), kind: Kind, vmid: Vmid }),
  z.object({ name: z.literal('service-state'), service: Service }),
  z.object({ name: z.literal('service-restart'), service: Service }),
  z.object({ name: z.literal('pvecm-status') }),
  z.object({ name: z.literal('pvecm-nodes') }),
  /** Until corosync starts anew (corosync: man/votequorum.5). Only when the silent nodes are proven to be off. */
  z.object({ name: z.literal('pvecm-expected'), votes: z.number().int().min(1).max(99) }),
  /** Does not ask whether that node is off (pve-cluster: src/PVE/API2/ClusterConfig.pm). */
  z.object({ name: z.literal('pvecm-delnode'), node: NodeName }),
  z.object({ name: z.literal('pvecm-updatecerts'), unmergeKnownHosts: z.boolean().optional() }),
  /** Needs all nodes online, and a key of root on the outside host: it cannot ask for a password here. */
  z.object({ name: z.literal('qdevice-setup'), address: Address }),
  z.object({ name: z.literal('qdevice-remove') }),
  /** What is left below /etc/pve/nodes of a node that is no member any more; its last line is the listing's digest. */
  z.object({ name: z.literal('ghost-list'), node: NodeName }),
  /** Only the very files that were listed; a copy stays in /var/backups of the node. */
  z.object({ name: z.literal('ghost-remove'), node: NodeName, digest: Digest }),
  z.object({ name: z.literal('corosync-read') }),
  /** `digest` is of the file as it was read; the new one has a higher config_version. Needs quorum. */
  z.object({
    name: z.literal('corosync-replace'),
    digest: Digest,
    content: z.string().refine(corosyncText, 'holds a line that has no place in corosync.conf here'),
  }),
  z.object({ name: z.literal('interfaces-read') }),
  /** Takes effect at the next reload of the network. Lines that run programs are refused. */
  z.object({
    name: z.literal('interfaces-append'),
    digest: Digest,
    content: z.string().refine(interfacesText, 'holds a line that has no place in /etc/network/interfaces here'),
  }),
  /** Fingerprint of the node's own SSH key. */
  z.object({ name: z.literal('host-key'), type: z.enum(['ed25519', 'rsa', 'ecdsa']) }),
  /** The key that the cluster has pinned for a node; the file is there since pve-cluster 8.0.6. */
  z.object({ name: z.literal('known-host-key'), node: NodeName }),
  z.object({ name: z.literal('time-sources') }),
  z.object({ name: z.literal('time-state') }),
  /** Every line of every source and mirror list of APT. */
  z.object({ name: z.literal('apt-sources') }),
  /** Whether the dispatcher on the node is the one that this Steward knows. */
  z.object({ name: z.literal('dispatcher-digest') }),
])
export type ShellCommand = z.infer<typeof Command>

export const shellCommandNames: readonly ShellCommand['name'][] = Command.options.map(
  (option) => option.shape.name.value,
)

/** `risky`: can cost data or the cluster. Wants something typed, and a proof that is made again right before. */
export type ShellRisk = 'read' | 'write' | 'risky'

/** The file whose flock serializes everything that is done with a guest (qemu-server: src/PVE/QemuConfig.pm; pve-container: src/PVE/LXC/Config.pm). */
export const lockFileOf = (kind: 'qemu' | 'lxc', vmid: number): string =>
  kind === 'qemu' ? `/var/lock/qemu-server/lock-${vmid}.conf` : `/run/lock/lxc/pve-config-${vmid}.lock`

/**
 * The words that the dispatcher reads; where nothing else is said they are what a person types in a root shell of the
 * node. Throws when an argument is none (a defect: every argument comes from a run's own checked facts).
 */
export function commandWords(given: ShellCommand): readonly string[] {
  const command = Command.parse(given)
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
    case 'pvecm-expected':
      return ['pvecm', 'expected', String(command.votes)]
    case 'pvecm-delnode':
      return ['pvecm', 'delnode', command.node]
    case 'pvecm-updatecerts':
      return ['pvecm', 'updatecerts', ...(command.unmergeKnownHosts ? ['--unmerge-known-hosts'] : [])]
    case 'qdevice-setup':
      return ['pvecm', 'qdevice', 'setup', command.address]
    case 'qdevice-remove':
      return ['pvecm', 'qdevice', 'remove']
    case 'ghost-list':
      return ['node-folder', 'list', command.node]
    case 'ghost-remove':
      return ['node-folder', 'remove', command.node, command.digest]
    case 'corosync-read':
      return ['cat', '/etc/pve/corosync.conf']
    case 'corosync-replace':
      return ['corosync-conf', 'replace', command.digest, String(command.content.length)]
    case 'interfaces-read':
      return ['cat', '/etc/network/interfaces']
    case 'interfaces-append':
      return ['interfaces', 'append', command.digest, String(command.content.length)]
    case 'host-key':
      return ['ssh-keygen', '-lf', `/etc/ssh/ssh_host_${command.type}_key.pub`]
    case 'known-host-key':
      return ['ssh-keygen', '-lf', `/etc/pve/nodes/${command.node}/ssh_known_hosts`]
    case 'time-sources':
      return ['chronyc', '-n', 'tracking']
    case 'time-state':
      return ['timedatectl', 'show']
    case 'apt-sources':
      return ['apt-sources']
    case 'dispatcher-digest':
      return ['sha256sum', '/usr/local/sbin/steward-dispatch']
  }
}

/** What a person types in a root shell of the node, as it can be copied; may have several lines. */
export function commandText(command: ShellCommand): string {
  const words = commandWords(command)
  switch (command.name) {
    case 'ghost-list':
      return listing(command.node)
    case 'ghost-remove':
      return `test "$(${listing(command.node)} | sha256sum)" = '${command.digest}  -' && rm -r /etc/pve/nodes/${command.node}`
    case 'corosync-replace':
      return rewrite({ file: '/etc/pve/corosync.conf', ...command })
    case 'interfaces-append':
      return append({ file: '/etc/network/interfaces', ...command })
    case 'apt-sources':
      return "grep -rs . /etc/apt --include='*.list' --include='*.sources'"
    default:
      return shellLine(words)
  }
}

/** What the command reads from its input over the channel; null: nothing. */
export const commandInput = (command: ShellCommand): string | null => ('content' in command ? command.content : null)

const slow: Partial<Record<ShellCommand['name'], number>> = {
  'container-unmount': 80,
  'service-restart': 140,
  'pvecm-delnode': 80,
  'pvecm-updatecerts': 80,
  'qdevice-setup': 200,
  'qdevice-remove': 200,
  'ghost-remove': 240,
}
/** Seconds until an answer is not waited for any more: longer than the dispatcher lets the command run. */
export const timeoutSecOf = (command: ShellCommand): number => slow[command.name] ?? 90

const whole = new Set<ShellCommand['name']>(['guest-unlock', 'container-unmount', 'pvecm-expected'])
/** When it ends with an error, it has changed nothing. */
export const failsWhole = (command: ShellCommand): boolean => whole.has(command.name)

const risky = new Set<ShellCommand['name']>([
  'pvecm-expected',
  'pvecm-delnode',
  'qdevice-setup',
  'qdevice-remove',
  'ghost-remove',
  'corosync-replace',
  'interfaces-append',
])
const writes = new Set<ShellCommand['name']>([
  'guest-unlock',
  'container-unmount',
  'service-restart',
  'pvecm-updatecerts',
])
/** Without these the cluster file system or the cluster itself stands still, and HA may reset the node. */
const vital = new Set<PveService>(['corosync', 'pve-cluster'])

/** What a mistake with this command can cost. */
export function riskOf(command: ShellCommand): ShellRisk {
  if (risky.has(command.name)) return 'risky'
  if (command.name === 'service-restart' && vital.has(command.service)) return 'risky'
  return writes.has(command.name) ? 'write' : 'read'
}

const listing = (node: string) => `find /etc/pve/nodes/${node} -type f -exec sha256sum '{}' + | LC_ALL=C sort`

type Write = { file: string; digest: string; content: string }
const unchanged = ({ file, digest }: Write) => `echo '${digest}  ${file}' | sha256sum -c && cp ${file} ${file}.bak`

/** pmxcfs takes over a file that is moved into its place, never a half-written one (pve-docs: pvecm.adoc). */
const rewrite = (write: Write) =>
  `${unchanged(write)} && cat > ${write.file}.new <<'STEWARD' && mv ${write.file}.new ${write.file}\n${write.content}STEWARD`
const append = (write: Write) => `${unchanged(write)} && cat >> ${write.file} <<'STEWARD'\n${write.content}STEWARD`
