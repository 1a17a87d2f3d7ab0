import { configurationChanges, membershipChanges, settleMembership } from '../cluster/membership.ts'
import type { Call, Handlers } from '../protocol/context.ts'
import { failure, noQuorum } from '../protocol/errors.ts'
import type { Worker } from '../tasks/task.ts'
import type { Node } from '../world/node.ts'
import type { World } from '../world/world.ts'

/** Takes a node out of corosync.conf. Whether it is off, and what lies in its folder, is nobody's concern here (pve-cluster: src/PVE/API2/ClusterConfig.pm). */
async function removeNode(call: Call): Promise<null> {
  await removeMember(call.world, call.node, { name: call.needed('node'), user: call.authid })
  return null
}

/** The same by API and as `pvecm delnode`. */
export async function removeMember(
  world: World,
  node: Node,
  { name, user }: { name: string; user: string },
): Promise<void> {
  if (!world.isWritable(node)) throw noQuorum()
  if (!node.member && node.former?.includes(name) && name !== node.name) {
    await world.scheduler.sleep(10)
    throw failure("cfs-lock 'file-corosync_conf' error: got lock request timeout")
  }
  if (name === node.name) throw failure('Cannot delete myself from cluster!')
  const gone = world.nodes.get(name)
  if (!world.cluster || !gone?.member) throw failure(`Node/IP: ${name} is not a known host of the cluster.`)
  await world.scheduler.sleep(2)
  world.record(node.name, { user, msg: `deleting node ${name} from cluster`, tag: 'cluster', pri: 5 })
  gone.formerGhosts = [...world.ghosts]
  gone.former = world.members().map((one) => one.name)
  gone.member = false
  world.cluster.version += 1
  if (world.guestsOn(name).length > 0) world.ghosts.add(name)
  for (const one of world.nodes.values()) {
    one.heardTasks.delete(name)
    one.members.delete(name)
    one.expected = undefined
  }
  gone.keys = `former ${name}`
  gone.quorate = false
  gone.shownQuorate = false
  gone.members = new Set([name])
  world.touch()
  configurationChanges(world)
}

function create(call: Call): string {
  const { world, node } = call
  if (world.cluster && node.member) throw failure("cluster config '/etc/pve/corosync.conf' already exists")
  const name = call.needed('clustername')
  return world.tasks.start(
    { node: node.name, type: 'clustercreate', id: name, authid: call.authid },
    async (worker) => {
      worker.log('Corosync Cluster Engine Authentication key generator.')
      worker.log('Gathering 2048 bits for key from /dev/urandom.')
      worker.log('Writing corosync key to /etc/corosync/authkey.')
      if (world.cluster) throw new Error(`unable to open file '/etc/pve/corosync.conf.new.tmp.381' - Permission denied`)
      await worker.sleep(1.2)
      worker.log('Writing corosync config to /etc/pve/corosync.conf')
      worker.log('Restart corosync and cluster filesystem')
      found(call, name)
      await worker.sleep(1.3)
    },
  )
}

/** For some seconds the new cluster is one without a quorum, and its own node is unknown to itself. */
function found(call: Call, name: string): void {
  const { world, node } = call
  world.cluster = { name, version: 1, qdevice: undefined }
  node.member = true
  node.id = call.number('nodeid') ?? 1
  node.votes = call.number('votes') ?? 1
  node.services.set('corosync', 'running')
  node.members = new Set()
  node.quorate = false
  node.shownQuorate = false
  node.heard.clear()
  for (const other of world.nodes.values()) if (other !== node) other.keys = other.name
  world.scheduler.after(6, () => settleMembership(world))
}

function join(call: Call): string {
  return call.world.tasks.start({ node: call.node.name, type: 'clusterjoin', id: '', authid: call.authid }, (worker) =>
    joinBody(call, worker),
  )
}

async function joinBody(call: Call, worker: Worker): Promise<void> {
  const { world, node } = call
  refuseJoin(call, worker)
  const peer = [...world.nodes.values()].find(
    (one) => one.ip === call.text('hostname') || one.name === call.text('hostname'),
  )
  worker.log(`Establishing API connection with host '${call.needed('hostname')}'`)
  if (!peer || peer.power !== 'on') {
    await worker.sleep(3.3)
    throw new Error(`500 Can't connect to ${call.needed('hostname')}:8006 (No route to host)`)
  }
  const fingerprint = world.fingerprints.get(peer.name) ?? ''
  if (fingerprint.toUpperCase() !== call.needed('fingerprint').toUpperCase())
    throw new Error(`fingerprint '${fingerprint}' not verified, abort!`)
  if (world.access.users.get('root@pam')?.password !== call.text('password')) {
    await worker.sleep(3.4)
    throw new Error('401 authentication failure')
  }
  worker.log('Login succeeded.')
  worker.log('check cluster join API version')
  if (call.text('link0') === undefined)
    worker.log(`No cluster network links passed explicitly, fallback to local node IP '${node.ip}'`)
  worker.log('Request addition of this node')
  await worker.sleep(1.2)
  if (!world.cluster || !peer.member) throw new Error('500 node is not in a cluster')
  worker.log('Join request OK, finishing setup locally')
  await becomeMember(call, worker, peer)
}

function refuseJoin(call: Call, worker: Worker): void {
  const { world, node } = call
  const problems = [
    ...(node.member && world.cluster
      ? [
          "* authentication key '/etc/corosync/authkey' already exists",
          "* cluster config '/etc/pve/corosync.conf' already exists",
        ]
      : []),
    ...(world.guestsOn(node.name).length > 0 ? ['* this host already contains virtual guests'] : []),
    ...(node.member && world.cluster ? ['* corosync is already running, is this node already in a cluster?!'] : []),
  ]
  if (problems.length === 0 || call.flag('force')) return
  worker.log('detected the following error(s):')
  for (const line of problems) worker.log(line)
  throw new Error('Check if node may join a cluster failed!')
}

/** New keys at once: what was signed before is worthless here. The certificate follows a quarter of a minute later. */
async function becomeMember(call: Call, worker: Worker, peer: Node): Promise<void> {
  const { world, node } = call
  const { cluster } = world
  if (!cluster) return
  worker.log('stopping pve-cluster service')
  worker.log(`backup old database to '/var/lib/pve-cluster/backup/config-${world.seconds()}.sql.gz'`)
  node.member = true
  node.former = undefined
  node.id = call.number('nodeid') ?? Math.max(0, ...world.members().map((one) => one.id)) + 1
  node.votes = call.number('votes') ?? 1
  cluster.version += 1
  node.keys = `joining ${node.name}`
  node.services.set('corosync', 'running')
  node.quorate = false
  // The member counts the newcomer's vote before it can hear it.
  configurationChanges(world)
  world.scheduler.after(8, () => settleMembership(world))
  membershipChanges(world)
  await worker.sleep(10)
  node.keys = peer.keys
  worker.log('waiting for quorum...OK')
  worker.log('(re)generate node files')
  worker.log('generate new node certificate')
  await worker.sleep(4)
  worker.log('merge authorized SSH keys')
  worker.log('generated new node certificate, restart pveproxy and pvedaemon services')
  node.certificateSerial += 1
  world.onNodeChange(node)
  worker.log(`successfully added node '${node.name}' to cluster.`)
}

export const clusterConfigHandlers: Handlers = {
  'POST /cluster/config': create,
  'POST /cluster/config/join': join,
  'DELETE /cluster/config/nodes/{node}': removeNode,
}
