import { hang, powerOff, powerOn } from '../cluster/boot.ts'
import { membershipChanges, votesChange } from '../cluster/membership.ts'
import { holdFlock, powersItselfOff, processEnds, processStarts } from '../guests/power.ts'
import { setService } from '../handlers/node-admin.ts'
import { UsageError } from '../options.ts'
import { publish } from '../stats/publish.ts'
import type { RunState } from '../world/description.ts'
import { isRunning, type Guest } from '../world/guest.ts'
import type { Node } from '../world/node.ts'
import type { World } from '../world/world.ts'
import { fieldsOf, listOf, numberOf, textOf, type Fields } from './input.ts'

export type WorldEvent = (world: World, body: Fields) => unknown

function nodeOf(world: World, body: Fields): Node {
  const name = textOf(body, 'node') ?? ''
  const node = world.nodes.get(name)
  if (!node) throw new UsageError(`There is no node "${name}".`)
  return node
}

function guestOf(world: World, body: Fields): Guest {
  const guest = world.guests.get(numberOf(body, 'vmid') ?? 0)
  if (!guest) throw new UsageError(`There is no guest ${String(body.vmid)}.`)
  return guest
}

const service =
  (name: string, state: 'running' | 'dead'): WorldEvent =>
  (world, body) =>
    setService(world, nodeOf(world, body), name, state)

function cutNetwork(world: World, body: Fields): void {
  world.networkGroup.clear()
  listOf(body, 'groups').forEach((group, index) => {
    if (Array.isArray(group)) for (const name of group) world.networkGroup.set(String(name), index + 1)
  })
  for (const node of world.nodes.values())
    if (world.networkGroup.size > 0) node.lostAt = node.power === 'on' ? world.now() : node.lostAt
  membershipChanges(world)
}

function hangStorage(world: World, body: Fields): void {
  const id = textOf(body, 'storage') ?? ''
  if (!world.storages.has(id)) throw new UsageError(`There is no storage "${id}".`)
  const only = textOf(body, 'node')
  for (const node of world.nodes.values()) if (only === undefined || only === node.name) node.hanging.add(id)
}

function recoverStorage(world: World, body: Fields): void {
  const id = textOf(body, 'storage')
  for (const node of world.nodes.values()) {
    if (id === undefined) node.hanging.clear()
    else node.hanging.delete(id)
    world.scheduler.after(1, () => publish(world, node))
  }
}

const states: readonly RunState[] = [
  'stopped',
  'running',
  'paused',
  'io-error',
  'prelaunch',
  'suspended',
  'internal-error',
  'guest-panicked',
  'shutdown',
  'postmigrate',
]

/** Whatever is given is written into the guest as it is: `state`, `lock` (null takes it away), `behaviour`, `agent`, `node`, `disksOn`, `config`. */
function setGuest(world: World, body: Fields): void {
  const guest = guestOf(world, body)
  const state = states.find((one) => one === textOf(body, 'state'))
  if (state === 'stopped') processEnds(world, guest)
  else if (state !== undefined) {
    if (!isRunning(guest)) processStarts(world, guest)
    guest.state = state
    if (state === 'io-error') guest.failedWrites = 3
  }
  if (body.lock === null) delete guest.config.lock
  else if (textOf(body, 'lock') !== undefined) guest.config.lock = textOf(body, 'lock') ?? ''
  for (const [key, value] of Object.entries(fieldsOf(body.config))) {
    if (value === null) delete guest.config[key]
    else if (typeof value === 'string' || typeof value === 'number') guest.config[key] = value
  }
  const behaviours = ['obedient', 'ignores-acpi', 'frozen-qemu', 'writes-to-dead-storage', 'powers-off'] as const
  guest.behaviour = behaviours.find((one) => one === textOf(body, 'behaviour')) ?? guest.behaviour
  guest.agent = (['alive', 'dead'] as const).find((one) => one === textOf(body, 'agent')) ?? guest.agent
  guest.node = textOf(body, 'node') ?? guest.node
  guest.disksOn = textOf(body, 'disksOn') ?? guest.disksOn
  world.touch()
}

function startTask(world: World, body: Fields): { upid: string } {
  const node = nodeOf(world, body)
  const seconds = numberOf(body, 'seconds')
  const endsAs = textOf(body, 'endsAs')
  const lines = listOf(body, 'log').map(String)
  const upid = world.tasks.start(
    {
      node: node.name,
      type: textOf(body, 'taskType') ?? 'qmstart',
      id: textOf(body, 'id') ?? '',
      authid: textOf(body, 'user') ?? 'root@pam',
    },
    async (worker) => {
      const guest = world.guests.get(Number(textOf(body, 'id')))
      if (body.holdsLock === true && guest) await worker.lock(guest.flock, '')
      for (const line of lines) worker.log(line)
      if (seconds === undefined) await worker.forever()
      else await worker.sleep(seconds)
      if (endsAs !== undefined) throw new Error(endsAs)
    },
  )
  return { upid }
}

function killTask(world: World, body: Fields): void {
  const upid = textOf(body, 'upid')
  const vmid = textOf(body, 'vmid')
  const type = textOf(body, 'taskType')
  const running = [...world.nodes.keys()].flatMap((node) => world.tasks.running(node))
  const chosen = running.filter(
    (task) =>
      (upid === undefined || task.upid === upid) &&
      (vmid === undefined || task.id === vmid) &&
      (type === undefined || task.type === type),
  )
  for (const task of chosen) world.tasks.stop(task, body.hard === true)
}

/** `pvecm expected` in that node's shell; the nodes it can hear follow. */
function expectVotes(world: World, body: Fields): void {
  const node = nodeOf(world, body)
  const votes = numberOf(body, 'votes')
  for (const other of world.members()) if (world.hears(node, other)) other.expected = votes
  if (!node.member) {
    node.expected = votes
    node.quorate = votes === 1
  }
  votesChange(world)
}

const qdevice =
  (change: (device: { connected: boolean; stoppedOn: Set<string> }, body: Fields) => void): WorldEvent =>
  (world, body) => {
    const device = world.cluster?.qdevice
    if (!device) throw new UsageError('There is no QDevice.')
    change(device, body)
    votesChange(world)
  }

function setUpQdevice(world: World, body: Fields): void {
  if (!world.cluster) throw new UsageError('There is no cluster.')
  world.cluster.qdevice = { host: textOf(body, 'host') ?? '192.168.1.9:5403', connected: true, stoppedOn: new Set() }
  world.cluster.version += 1
  votesChange(world)
}

function renewCertificate(world: World, body: Fields): void {
  const node = nodeOf(world, body)
  node.certificateSerial += 1
  world.onNodeChange(node)
}

function revokeToken(world: World, body: Fields): void {
  const [user = '', token = ''] = (textOf(body, 'token') ?? '').split('!')
  if (!world.access.users.get(user)?.tokens.delete(token))
    throw new UsageError(`There is no token "${String(body.token)}".`)
  world.access.changed()
}

/** `rm -r /etc/pve/nodes/NAME` in a shell: the configurations in it are gone. */
function removeFolder(world: World, body: Fields): void {
  const name = textOf(body, 'node') ?? ''
  for (const guest of world.guestsOn(name)) world.guests.delete(guest.vmid)
  world.ghosts.delete(name)
  world.touch()
}

export const worldEvents: Readonly<Record<string, WorldEvent>> = {
  'node-power-off': (world, body) => powerOff(world, nodeOf(world, body)),
  'node-power-on': (world, body) => powerOn(world, nodeOf(world, body)),
  'node-hang': (world, body) => hang(world, nodeOf(world, body), true),
  'node-unhang': (world, body) => hang(world, nodeOf(world, body), false),
  'node-maintenance': (world, body) => {
    nodeOf(world, body).maintenance = body.on !== false
    nodeOf(world, body).maintenanceAsked = true
    nodeOf(world, body).maintenanceSince = world.now()
    world.touch()
  },
  'node-folder-remove': removeFolder,
  'network-cut': cutNetwork,
  'network-heal': cutNetwork,
  'storage-hang': hangStorage,
  'storage-recover': recoverStorage,
  'storage-fill': (world, body) => {
    const storage = world.storages.get(textOf(body, 'storage') ?? '')
    for (const key of storage?.used.keys() ?? [])
      storage?.used.set(key, Math.floor((storage.total * (numberOf(body, 'percent') ?? 100)) / 100))
  },
  'pvestatd-stop': service('pvestatd', 'dead'),
  'pvestatd-start': service('pvestatd', 'running'),
  'pvedaemon-stop': service('pvedaemon', 'dead'),
  'pvedaemon-start': service('pvedaemon', 'running'),
  'pvedaemon-freeze': (world, body) => nodeOf(world, body).frozen.add('pvedaemon'),
  'pvedaemon-thaw': (world, body) => nodeOf(world, body).frozen.delete('pvedaemon'),
  'pveproxy-freeze': (world, body) => nodeOf(world, body).frozen.add('pveproxy'),
  'pveproxy-thaw': (world, body) => nodeOf(world, body).frozen.delete('pveproxy'),
  'pveproxy-stop': service('pveproxy', 'dead'),
  'pveproxy-start': service('pveproxy', 'running'),
  'pmxcfs-stop': service('pve-cluster', 'dead'),
  'pmxcfs-start': service('pve-cluster', 'running'),
  'corosync-stop': service('corosync', 'dead'),
  'corosync-start': service('corosync', 'running'),
  'lrm-stop': service('pve-ha-lrm', 'dead'),
  'lrm-start': service('pve-ha-lrm', 'running'),
  'quorum-expected': expectVotes,
  'qdevice-setup': setUpQdevice,
  'qdevice-remove': (world) => {
    if (world.cluster) world.cluster.qdevice = undefined
    votesChange(world)
  },
  'qdevice-disconnect': qdevice((device) => {
    device.connected = false
  }),
  'qdevice-connect': qdevice((device) => {
    device.connected = true
  }),
  'qdevice-daemon-stop': qdevice((device, body) => device.stoppedOn.add(textOf(body, 'node') ?? '')),
  'qdevice-daemon-start': qdevice((device, body) => device.stoppedOn.delete(textOf(body, 'node') ?? '')),
  'guest-set': setGuest,
  'guest-power-off-inside': (world, body) => powersItselfOff(world, guestOf(world, body)),
  'task-start': startTask,
  'task-kill': killTask,
  'cfs-lock-take': (world, body) => world.heldLocks.add(textOf(body, 'lock') ?? ''),
  'cfs-lock-release': (world, body) => world.heldLocks.delete(textOf(body, 'lock') ?? ''),
  'guest-cleanup-wait': (world, body) => holdFlock(world, guestOf(world, body), numberOf(body, 'seconds') ?? 30),
  'certificate-renew': renewCertificate,
  'token-revoke': revokeToken,
}
