import { powerOff, powerOn } from '../cluster/boot.ts'
import { membershipChanges } from '../cluster/membership.ts'
import { publish } from '../stats/publish.ts'
import type { Call, Handlers } from '../protocol/context.ts'
import { badParams, failure } from '../protocol/errors.ts'
import { serviceNames, type Node } from '../world/node.ts'
import type { World } from '../world/world.ts'

type Row = Record<string, unknown>
type Interface = Record<string, string | number | string[]>

const titles: Readonly<Record<string, string>> = {
  corosync: 'Corosync Cluster Engine',
  cron: 'Regular background program processing daemon',
  pvestatd: 'PVE Status Daemon',
  pvedaemon: 'PVE API Daemon',
  pveproxy: 'PVE API Proxy Server',
  'pve-cluster': 'The Proxmox VE cluster filesystem',
  'pve-ha-lrm': 'PVE Local HA Resource Manager Daemon',
  'pve-ha-crm': 'PVE Cluster HA Resource Manager Daemon',
  sshd: 'OpenBSD Secure Shell server',
  pvescheduler: 'Proxmox VE scheduler',
}

const serviceRow = (node: Node, service: string): Row => {
  const state = node.services.get(service) ?? 'dead'
  const absent = ['syslog', 'systemd-timesyncd'].includes(service)
  return {
    service,
    name: service,
    desc: titles[service] ?? `${service}.service`,
    state,
    'active-state': state === 'running' ? 'active' : state === 'failed' ? 'failed' : 'inactive',
    'unit-state': absent ? 'not-found' : 'enabled',
  }
}

function needService(call: Call): string {
  const service = call.needed('service')
  if (!serviceNames.includes(service))
    throw badParams({
      service: `value '${service}' does not have a value in the enumeration '${serviceNames.join(', ')}'`,
    })
  return service
}

const essential = new Set(['pveproxy', 'pvedaemon', 'pve-cluster'])

function control(call: Call, verb: 'start' | 'stop' | 'restart' | 'reload'): string {
  const service = needService(call)
  if (verb === 'stop' && essential.has(service)) throw failure(`service '${service}' is essential, cannot be stopped`)
  const { world, node } = call
  return world.tasks.start(
    { node: node.name, type: `srv${verb}`, id: service, authid: call.authid },
    async (worker) => {
      await worker.sleep(1)
      if (verb === 'reload') return
      setService(world, node, service, verb === 'stop' ? 'dead' : 'running')
    },
  )
}

/** What others notice of a daemon that comes or goes. A restart of pvedaemon interrupts its tasks. */
export function setService(world: World, node: Node, service: string, state: 'running' | 'dead' | 'failed'): void {
  node.services.set(service, state)
  if (service === 'corosync') membershipChanges(world)
  if (service === 'pve-cluster') node.quorate = state === 'running' && (!world.cluster || node.quorate)
  if (service === 'pveproxy' || service === 'pvedaemon') world.onNodeChange(node)
  if (service === 'pvestatd' && state === 'running') publish(world, node)
  if (service === 'pve-cluster' && state === 'running') membershipChanges(world)
}

function power(call: Call): null {
  const { world, node } = call
  const restarts = call.text('command') === 'reboot'
  world.record(node.name, { user: call.authid, msg: `${restarts ? 'reboot' : 'shutdown'} requested` })
  world.scheduler.after(5, () => {
    powerOff(world, node)
    if (restarts) world.scheduler.after(20, () => powerOn(world, node))
  })
  return null
}

const usualInterfaces = (node: Node): Interface[] => [
  {
    iface: 'enp2s0',
    type: 'eth',
    active: 1,
    method: 'manual',
    method6: 'manual',
    families: ['inet'],
    priority: 3,
  },
  {
    iface: 'vmbr0',
    type: 'bridge',
    active: 1,
    autostart: 1,
    method: 'static',
    method6: 'manual',
    families: ['inet'],
    priority: 4,
    address: node.ip,
    netmask: '24',
    cidr: `${node.ip}/24`,
    gateway: node.ip.replace(/\d+$/, '1'),
    bridge_ports: 'enp2s0',
    bridge_fd: '0',
    bridge_stp: 'off',
  },
]

function interfaces(node: Node): Interface[] {
  if (node.network.length === 0) node.network = usualInterfaces(node)
  if (node.networkChanges === undefined) return node.network
  return node.stagedNetwork.length > 0 ? node.stagedNetwork : node.network
}

function network(call: Call): Interface[] {
  if (call.node.networkChanges !== undefined) call.beside.changes = call.node.networkChanges
  const type = call.text('type')
  return interfaces(call.node).filter(
    (row) => type === undefined || row.type === type || (type === 'any_bridge' && row.type === 'bridge'),
  )
}

const found = (call: Call): Interface | undefined =>
  interfaces(call.node).find((row) => row.iface === call.text('iface'))

function stage(call: Call, change: (list: Interface[]) => Interface[]): null {
  const { node } = call
  const list = change(interfaces(node).map((row) => ({ ...row })))
  node.stagedNetwork.length = 0
  node.stagedNetwork.push(...list)
  const names = (rows: readonly Interface[]): string[] =>
    rows.map(
      (row) =>
        `auto ${String(row.iface)}\niface ${String(row.iface)} inet ${String(row.method ?? 'manual')}${row.address === undefined ? '' : `\n\taddress ${String(row.cidr ?? row.address)}`}`,
    )
  const before = new Set(names(node.network))
  const added = names(list)
    .filter((text) => !before.has(text))
    .flatMap((text) => text.split('\n').map((line) => `+${line}`))
  const gone = [...before]
    .filter((text) => !names(list).includes(text))
    .flatMap((text) => text.split('\n').map((line) => `-${line}`))
  node.networkChanges = [
    '--- /etc/network/interfaces',
    '+++ /etc/network/interfaces.new',
    '@@ -1,3 +1,14 @@',
    ...gone,
    ...added,
    '',
  ].join('\n')
  return null
}

function interfaceFrom(call: Call, before: Interface = {}): Interface {
  const row: Interface = { method: 'manual', method6: 'manual', families: ['inet'], priority: 5, ...before }
  for (const [key, value] of Object.entries(call.params)) {
    if (!['node', 'delete'].includes(key))
      row[key] = typeof value === 'boolean' ? Number(value) : typeof value === 'number' ? value : String(value)
  }
  const ports = String(row.bridge_ports ?? '')
    .split(/\s+/)
    .filter((one) => one !== '')
  const missing = ports.find((port) => !interfaces(call.node).some((one) => one.iface === port))
  if (missing !== undefined) throw failure(`bridge '${String(row.iface)}' - unable to find bridge port '${missing}'`)
  if (row.type === 'bridge')
    Object.assign(row, { bridge_ports: row.bridge_ports ?? '', bridge_fd: '0', bridge_stp: 'off' })
  if (row.cidr !== undefined)
    Object.assign(row, {
      method: 'static',
      address: String(row.cidr).split('/')[0],
      netmask: String(row.cidr).split('/')[1],
    })
  return row
}

function addInterface(call: Call): null {
  if (found(call)) throw badParams({ iface: 'interface already exists' })
  return stage(call, (list) => [...list, interfaceFrom(call)])
}

function setInterface(call: Call): null {
  const row = found(call)
  if (!row) throw badParams({ iface: 'interface does not exist' })
  return stage(call, (list) => list.map((one) => (one.iface === row.iface ? interfaceFrom(call, one) : one)))
}

function removeInterface(call: Call): null {
  const row = found(call)
  if (!row) throw badParams({ iface: 'interface does not exist' })
  return stage(call, (list) => list.filter((one) => one.iface !== row.iface))
}

function revert(call: Call): null {
  call.node.networkChanges = undefined
  call.node.stagedNetwork.length = 0
  return null
}

function apply(call: Call): string {
  const { world, node } = call
  return world.tasks.start(
    { node: node.name, type: 'srvreload', id: 'networking', authid: call.authid },
    async (worker) => {
      await worker.sleep(3)
      if (node.stagedNetwork.length > 0) node.network = node.stagedNetwork.map((row) => ({ ...row, active: 1 }))
      node.networkChanges = undefined
      node.stagedNetwork.length = 0
    },
  )
}

const at = '/nodes/{node}/services'

export const nodeAdminHandlers: Handlers = {
  [`GET ${at}`]: (call) => serviceNames.map((name) => serviceRow(call.node, name)),
  [`GET ${at}/{service}`]: () => ['state', 'start', 'stop', 'restart', 'reload'].map((subdir) => ({ subdir })),
  [`GET ${at}/{service}/state`]: (call) => serviceRow(call.node, needService(call)),
  [`POST ${at}/{service}/start`]: (call) => control(call, 'start'),
  [`POST ${at}/{service}/stop`]: (call) => control(call, 'stop'),
  [`POST ${at}/{service}/restart`]: (call) => control(call, 'restart'),
  [`POST ${at}/{service}/reload`]: (call) => control(call, 'reload'),
  'POST /nodes/{node}/status': power,
  'GET /nodes/{node}/network': network,
  'POST /nodes/{node}/network': addInterface,
  'PUT /nodes/{node}/network': apply,
  'DELETE /nodes/{node}/network': revert,
  'GET /nodes/{node}/network/{iface}': (call) => {
    const row = found(call)
    if (!row) throw badParams({ iface: 'interface does not exist' })
    const { iface: _iface, ...rest } = row
    return rest
  },
  'PUT /nodes/{node}/network/{iface}': setInterface,
  'DELETE /nodes/{node}/network/{iface}': removeInterface,
}
