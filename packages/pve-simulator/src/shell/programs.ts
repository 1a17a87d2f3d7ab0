import { votesOf } from '../cluster/membership.ts'
import { worldEvents } from '../control/world-events.ts'
import { removeMember } from '../handlers/cluster-config.ts'
import { setService } from '../handlers/node-admin.ts'
import type { Guest } from '../world/guest.ts'
import type { Node } from '../world/node.ts'
import type { World } from '../world/world.ts'

/** What a program in a node's shell did. */
export interface Ran {
  readonly status: number
  readonly output: string
}

type Program = (world: World, node: Node, words: readonly string[]) => Promise<Ran> | Ran

const presentTo = (world: World, node: Node): Node[] => world.members().filter((other) => world.hears(node, other))
const ok = (output = ''): Ran => ({ status: 0, output })
/** PVE's command line tools end with 255 when their code dies (pve-common: src/PVE/CLIHandler.pm). */
const dies = (output: string): Ran => ({ status: 255, output: `${output}\n` })

const lockFile = (guest: Guest): string =>
  guest.type === 'qemu'
    ? `/var/lock/qemu-server/lock-${guest.vmid}.conf`
    : `/run/lock/lxc/pve-config-${guest.vmid}.lock`

/** The flock is taken first, then the configuration is written, which needs quorum. */
async function changeConfig(world: World, node: Node, change: Change): Promise<Ran> {
  const guest = world.guests.get(change.vmid)
  const folder = change.type === 'qemu' ? 'qemu-server' : 'lxc'
  if (guest?.node !== node.name || guest.type !== change.type)
    return dies(`Configuration file 'nodes/${node.name}/${folder}/${change.vmid}.conf' does not exist`)
  const owner = {}
  if (!(await guest.flock.take(owner, 10, world.scheduler)))
    return dies(`can't lock file '${lockFile(guest)}' - got timeout`)
  try {
    const against = change.against(guest)
    if (against !== undefined) return dies(against)
    if (!world.isWritable(node))
      return dies(
        `unable to open file '/etc/pve/nodes/${node.name}/${folder}/${change.vmid}.conf.tmp.4711' - Permission denied`,
      )
    delete guest.config.lock
    world.touch()
    return ok(change.says ?? '')
  } finally {
    guest.flock.release(owner)
  }
}

interface Change {
  readonly vmid: number
  readonly type: Guest['type']
  readonly against: (guest: Guest) => string | undefined
  readonly says?: string
}

/** Silent without a lock (qemu-server: src/PVE/CLI/qm.pm). */
const qm: Program = (world, node, [, vmid]) =>
  changeConfig(world, node, { vmid: Number(vmid), type: 'qemu', against: () => undefined })

/** Without a lock it fails (pve-guest-common: src/PVE/AbstractConfig.pm, remove_lock). */
const pct: Program = (world, node, [what, id]) => {
  const vmid = Number(id)
  if (what === 'unlock')
    return changeConfig(world, node, {
      vmid,
      type: 'lxc',
      against: ({ config }) => (config.lock === undefined ? 'no lock found trying to remove any lock' : undefined),
    })
  return changeConfig(world, node, {
    vmid,
    type: 'lxc',
    says: `unmounted container ${vmid}\n`,
    against: ({ config }) => (config.lock === 'mounted' ? undefined : `no lock found trying to remove 'mounted'  lock`),
  })
}

const fuser: Program = (world, _, [, file = '']) => {
  const vmid = /(\d+)\.(?:conf|lock)$/.exec(file)?.[1]
  const owner = world.guests.get(Number(vmid))?.flock.owner
  if (owner === undefined) return { status: 1, output: '' }
  const pid = 'task' in owner && isTask(owner.task) ? owner.task.pid : 4711
  return ok(
    `                     USER        PID ACCESS COMMAND\n${file}:\n                     root  ${pid} F.... task\n`,
  )
}
const isTask = (value: unknown): value is { pid: number } =>
  typeof value === 'object' && value !== null && 'pid' in value && typeof value.pid === 'number'

const systemctl: Program = (world, node, [what, service = '']) => {
  if (what === 'restart') {
    setService(world, node, service, 'running')
    return ok()
  }
  const active = node.services.get(service) === 'running'
  return { status: active ? 0 : 3, output: active ? 'active\n' : 'inactive\n' }
}

function status(world: World, node: Node): Ran {
  const { cluster } = world
  if (!cluster || !node.member)
    return dies("Error: Corosync config '/etc/pve/corosync.conf' does not exist - is this node part of a cluster?")
  const present = presentTo(world, node)
  const { expected, present: total, quorum } = votesOf(world, node, present)
  const lines = [
    'Cluster information\n-------------------',
    `Name:             ${cluster.name}\nConfig Version:   ${cluster.version}\nTransport:        knet\nSecure auth:      on\n`,
    'Quorum information\n------------------',
    `Quorum provider:  corosync_votequorum\nNodes:            ${present.length}`,
    `Node ID:          0x${node.id.toString(16).padStart(8, '0')}\nQuorate:          ${node.quorate ? 'Yes' : 'No'}\n`,
    'Votequorum information\n----------------------',
    `Expected votes:   ${expected}\nHighest expected: ${expected}\nTotal votes:      ${total}`,
    `Quorum:           ${quorum}${node.quorate ? '' : ' Activity blocked'}\nFlags:            ${node.quorate ? 'Quorate' : ''}\n`,
    memberList(node, present),
  ]
  return ok(lines.join('\n'))
}

function memberList(node: Node, present: readonly Node[]): string {
  const rows = present.map(
    (one) =>
      `0x${one.id.toString(16).padStart(8, '0')} ${String(one.votes).padStart(10)} ${one.ip}${one === node ? ' (local)' : ''}`,
  )
  return `Membership information\n----------------------\n    Nodeid      Votes Name\n${rows.join('\n')}\n`
}

const event = async (type: string, world: World, body: Record<string, unknown>): Promise<Ran> => {
  await worldEvents[type]?.(world, body)
  return ok()
}

const pvecm: Program = async (world, node, [what = '', first = '', second]) => {
  switch (what) {
    case 'status':
      return status(world, node)
    case 'nodes':
      return world.cluster && node.member ? ok(memberList(node, presentTo(world, node))) : status(world, node)
    case 'expected':
      if (Number(first) < votesOf(world, node, presentTo(world, node)).present)
        return dies('Unable to set expected votes: CS_ERR_INVALID_PARAM')
      return event('quorum-expected', world, { node: node.name, votes: Number(first) })
    case 'delnode':
      return removeMember(world, node, { name: first, user: 'root@pam' }).then(
        () => ok(),
        (error: unknown) => dies(error instanceof Error ? error.message : String(error)),
      )
    case 'qdevice':
      return first === 'setup'
        ? event('qdevice-setup', world, { host: `${second ?? ''}:5403` })
        : event('qdevice-remove', world, {})
    default:
      return world.isWritable(node) ? ok() : dies('no quorum - unable to update files')
  }
}

/** Programs of a node's shell that answer from the world. Each ends as PVE's own does, as far as is known. */
export const programs: Readonly<Record<string, Program>> = {
  qm,
  pct,
  fuser,
  systemctl,
  pvecm,
  uname: (_, node) => ok(`${node.name}\n`),
  chronyc: (_, node) =>
    ok(
      `Reference ID    : C0A80101 (192.168.1.1)\nStratum         : 3\nSystem time     : 0.0000${node.id}1 seconds fast of NTP time\nLeap status     : Normal\n`,
    ),
  timedatectl: () => ok('Timezone=Europe/Berlin\nNTP=yes\nNTPSynchronized=yes\n'),
}
