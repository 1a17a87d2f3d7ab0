import { failure, badParams, ApiError } from '../protocol/errors.ts'
import type { Call, Handlers } from '../protocol/context.ts'
import { hash, hex, shuffled } from '../sim/random.ts'
import { isSeen, type Node } from '../world/node.ts'
import type { World } from '../world/world.ts'

type Row = Record<string, unknown>

function status(call: Call): Row[] {
  const { world, node } = call
  const rows = shuffled(world.knownTo(node)).map((other) => nodeStatus(node, other))
  if (!inCluster(call)) return rows
  const { name, version } = world.cluster ?? { name: '', version: 0 }
  return [
    { type: 'cluster', id: 'cluster', name, version, nodes: rows.length, quorate: node.shownQuorate ? 1 : 0 },
    ...rows,
  ]
}

/** The answering node's view. It knows the address of another only if it has met it since it booted. */
function nodeStatus(viewer: Node, node: Node): Row {
  const online = node === viewer || isSeen(viewer, node)
  const known = online || viewer.heard.has(node.name) || viewer.bootedAt < node.lostAt
  return {
    type: 'node',
    id: `node/${node.name}`,
    name: node.name,
    nodeid: node.id,
    level: '',
    online: online ? 1 : 0,
    local: node === viewer ? 1 : 0,
    ...(known ? { ip: node.ip } : {}),
  }
}

/** A member, or one that does not know yet that it was removed. */
const inCluster = ({ world, node }: Call): boolean =>
  world.cluster !== undefined && (node.member || node.former !== undefined)

const ringsOf = (node: Node): Row => ({
  ring0_addr: node.ip,
  ...(node.secondIp === undefined ? {} : { ring1_addr: node.secondIp }),
})

const configNodes = (call: Call): Row[] =>
  inCluster(call)
    ? shuffled(call.world.knownTo(call.node)).map((node) => ({
        node: node.name,
        name: node.name,
        nodeid: String(node.id),
        quorum_votes: String(node.votes),
        ...ringsOf(node),
      }))
    : []

function totem(call: Call): Row | null {
  const { world } = call
  if (!world.cluster || !inCluster(call)) return null
  return {
    cluster_name: world.cluster.name,
    config_version: String(world.cluster.version),
    interface: {
      '0': { linknumber: '0' },
      ...(world.members().some((node) => node.secondIp !== undefined) ? { '1': { linknumber: '1' } } : {}),
    },
    ip_version: 'ipv4-6',
    link_mode: 'passive',
    secauth: 'on',
    token_coefficient: '125',
    version: '2',
  }
}

function joinInformation(call: Call): Row {
  const { world, node } = call
  if (!world.cluster || !inCluster(call)) throw new ApiError(424, 'node is not in a cluster, no join info available!')
  return {
    config_digest: hex(hash(`${world.cluster.name} ${world.cluster.version}`), 40),
    nodelist: world.knownTo(node).map((member) => ({
      name: member.name,
      nodeid: String(member.id),
      quorum_votes: String(member.votes),
      ...ringsOf(member),
      pve_addr: member.ip,
      pve_fp: world.fingerprints.get(member.name),
    })),
    preferred_node: node.name,
    totem: totem(call),
  }
}

/** What the local daemon says; a stopped one and none at all look the same. */
function qdevice({ world, node }: Call): Row {
  const device = world.cluster?.qdevice
  if (!device || device.stoppedOn.has(node.name)) return {}
  const poll = new Date(world.now()).toISOString().slice(0, 19)
  return {
    Model: 'Net',
    'QNetd host': device.host,
    Algorithm: world.members().length % 2 === 0 ? 'Fifty-Fifty split' : 'LMS',
    'Tie-breaker': 'Node with lowest node ID',
    State: device.connected ? 'Connected' : 'Connect failed',
    'Last poll call': device.connected ? `${poll} (cast vote)` : poll,
  }
}

function clusterLog(call: Call): Row[] {
  const { world } = call
  const all = call.may('/', 'Sys.Syslog')
  const entries = world.log.filter((entry) => all || entry.user === call.authid)
  return entries
    .slice(-(call.number('max') ?? 50))
    .toReversed()
    .map((entry) => ({ ...entry, uid: String(entry.uid), id: `${entry.uid}:${entry.node}` }))
}

function nextId(call: Call): string {
  const { world } = call
  const wanted = call.number('vmid')
  if (wanted !== undefined) {
    if (world.guests.has(wanted)) throw badParams({ vmid: `VM ${wanted} already exists` })
    return String(wanted)
  }
  for (let vmid = 100; vmid < 1_000_000; vmid += 1) if (!world.guests.has(vmid)) return String(vmid)
  throw failure('unable to get any free VMID in range [100, 1000000]')
}

function options(call: Call): Row {
  const tags = [
    ...new Set(
      [...call.world.guests.values()]
        .filter((guest) => call.may(`/vms/${guest.vmid}`, 'VM.Audit'))
        .flatMap((guest) => String(guest.config.tags ?? '').split(/[;,\s]+/)),
    ),
  ]
  const allowed = { 'allowed-tags': tags.filter(Boolean).toSorted() }
  if (!call.may('/', 'Sys.Audit', 'Sys.Modify')) return allowed
  return { mac_prefix: 'BC:24:11', description: '', ...call.world.options, ...allowed }
}

function setOptions(call: Call): null {
  if (!call.world.isWritable(call.node)) throw failure("cfs-lock 'file-datacenter_cfg' error: no quorum!")
  for (const key of call.list('delete')) delete call.world.options[key]
  for (const [key, value] of Object.entries(call.params))
    if (key !== 'delete' && key !== 'digest') call.world.options[key] = String(value)
  return null
}

const index =
  (...names: string[]): (() => Row[]) =>
  () =>
    names.map((name) => ({ name }))

export const clusterHandlers: Handlers = {
  'GET /version': ({ world }) => versionOf(world),
  'GET /cluster/status': status,
  'GET /cluster/config': index('nodes', 'totem', 'join', 'qdevice', 'apiversion'),
  'GET /cluster/config/nodes': configNodes,
  'GET /cluster/config/totem': totem,
  'GET /cluster/config/join': joinInformation,
  'GET /cluster/config/qdevice': qdevice,
  'GET /cluster/config/apiversion': () => '1',
  'GET /cluster/log': clusterLog,
  'GET /cluster/nextid': nextId,
  'GET /cluster/options': options,
  'PUT /cluster/options': setOptions,
  'GET /cluster/replication': ({ world }) =>
    world.replications.map(({ id, guest, target, schedule }) => ({
      id,
      guest,
      target,
      schedule: schedule ?? '*/15',
      type: 'local',
    })),
  'GET /cluster/firewall/options': () => ({ digest: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' }),
  'GET /cluster/bulk-action/guest': index('start', 'shutdown', 'suspend', 'migrate'),
  'GET /cluster/mapping/usb': () => [],
  'GET /cluster/mapping/pci': () => [],
  'GET /cluster/mapping/dir': () => [],
  'GET /cluster/sdn/zones': () => [],
  'GET /cluster/ceph/status': () => {
    throw failure('binary not installed: /usr/bin/ceph-mon')
  },
}

export function versionOf(world: World): Row {
  return world.pve === '8.4'
    ? { version: '8.4.21', release: '8.4', repoid: '6a2d9f1c7be34d05' }
    : { version: '9.2.11', release: '9.2', repoid: '14a22df35955d97d' }
}
