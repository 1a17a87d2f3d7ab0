import type { Call, Handlers } from '../protocol/context.ts'
import { hash, hex } from '../sim/random.ts'
import { runs, type Node } from '../world/node.ts'
import type { HaService, World } from '../world/world.ts'

type Row = Record<string, unknown>

/** `Sun Nov 22 15:57:34 2026` */
function perlTime(milliseconds: number): string {
  const [day = '', date = '', month = '', year = '', time = ''] = new Date(milliseconds)
    .toUTCString()
    .replace(',', '')
    .split(' ')
  return `${day} ${month} ${String(Number(date)).padStart(2, ' ')} ${time} ${year}`
}

const masterOf = (world: World): Node | undefined =>
  world.members().find((node) => node.quorate && runs(node, 'pve-ha-crm') && runs(node, 'corosync'))

function lrmStatus(world: World, node: Node): Row {
  const age = node.power === 'on' ? 0 : world.age(node.lostAt)
  const dead = !runs(node, 'pve-ha-lrm') && (node.power === 'on' || age > 20)
  const seconds = Math.floor((dead && node.power !== 'on' ? node.lostAt : world.now()) / 1000)
  const busy = [...world.services.values()].some(
    (service) => service.node === node.name && service.request !== 'ignored',
  )
  const state =
    world.haArmed === 'armed'
      ? busy
        ? 'active, watchdog active'
        : 'idle, watchdog standby'
      : 'disarm mode, watchdog released'
  const shown = node.maintenance ? 'maintenance mode, watchdog active' : state
  const text = `${dead ? 'old timestamp - dead?, watchdog standby' : shown}, ${perlTime(seconds * 1000)}`
  return { id: `lrm:${node.name}`, type: 'lrm', node: node.name, timestamp: seconds, status: `${node.name} (${text})` }
}

const serviceNumbers = (service: HaService): Row => ({
  max_restart: service.maxRestart ?? 1,
  max_relocate: service.maxRelocate ?? 1,
})

function serviceRow(service: HaService): Row {
  const state = verboseState(service)
  if (service.deleted)
    return {
      id: `service:${service.sid}`,
      type: 'service',
      sid: service.sid,
      node: service.node,
      state: 'deleting',
      status: `${service.sid} (${service.node}, deleting)`,
      crm_state: service.crm,
    }
  return {
    id: `service:${service.sid}`,
    type: 'service',
    sid: service.sid,
    node: service.node,
    state,
    status: `${service.sid} (${service.node}, ${state})`,
    request_state: service.request,
    failback: 1,
    ...(service.crm === 'queued' || service.crm === 'ignored' ? {} : { crm_state: service.crm }),
    ...serviceNumbers(service),
    ...(service.comment === undefined ? {} : { comment: service.comment }),
  }
}

/** Wanted running, and either the manager or the local agent has not got that far. */
function verboseState(service: HaService): string {
  if (service.request === 'ignored') return 'ignored'
  const wanted = service.request === 'started'
  if (wanted && (service.crm === 'stopped' || (service.crm === 'started' && !service.running))) return 'starting'
  return service.crm
}

function fencing(world: World, node: Node): Row {
  if (world.services.size === 0)
    return {
      id: 'fencing',
      type: 'fencing',
      node: node.name,
      status: 'standby (CRM watchdog standby)',
      'armed-state': 'standby',
    }
  if (world.haArmed === 'armed' && !masterWorks(world))
    return {
      id: 'fencing',
      type: 'fencing',
      node: node.name,
      status: 'standby (CRM watchdog standby)',
      'armed-state': 'standby',
    }
  const text = {
    armed: 'armed (CRM watchdog active)',
    disarming: 'disarming, resource mode: freeze (CRM watchdog active)',
    disarmed: 'disarmed, resource mode: freeze (CRM watchdog released)',
  }[world.haArmed]
  return {
    id: 'fencing',
    type: 'fencing',
    node: node.name,
    status: text,
    'armed-state': world.haArmed,
    ...(world.haArmed === 'armed' ? {} : { resource_mode: 'freeze' }),
  }
}

function current(call: Call): Row[] {
  const { world, node } = call
  const rows: Row[] = [
    {
      id: 'quorum',
      type: 'quorum',
      node: node.name,
      quorate: node.quorate ? 1 : 0,
      status: node.quorate ? 'OK' : `No quorum on node '${node.name}'!`,
    },
  ]
  const taken = [...world.services.values()].some((service) => service.crm !== 'queued')
  const master = taken ? (masterOf(world) ?? world.nodes.get(world.lastMaster?.node ?? '')) : undefined
  if (master) rows.push(masterRow(world, master))
  if (world.pve !== '8.4') rows.push(fencing(world, master ?? node))
  if (master) rows.push(...world.members().map((member) => lrmStatus(world, member)))
  rows.push(...[...world.services.values()].map(serviceRow))
  return rows
}

/** Half a minute after its last stamp nobody believes in a manager any more (pve-ha-manager: src/PVE/API2/HA/Status.pm). */
const masterWorks = (world: World): boolean =>
  masterOf(world) !== undefined || world.age(world.lastMaster?.at ?? 0) <= 30

function masterRow(world: World, master: Node): Row {
  const at = masterOf(world) ? world.now() : (world.lastMaster?.at ?? 0)
  const state = masterWorks(world) ? 'active' : 'old timestamp - dead?'
  const more = world.haArmed === 'armed' ? '' : ` - ${world.haArmed}, resource mode: freeze`
  const status = `${master.name} (${state}, ${perlTime(at)})${more}`
  return { id: 'master', type: 'master', node: master.name, timestamp: Math.floor(at / 1000), status }
}

function managerStatus(call: Call): Row {
  const { world, node } = call
  const quorum = { node: node.name, quorate: node.quorate ? '1' : '0' }
  if (world.services.size === 0) return { manager_status: { node_status: {} }, quorum }
  const members = world.members()
  return {
    quorum,
    manager_status: {
      master_node: (masterOf(world) ?? members[0])?.name,
      timestamp: world.seconds(),
      node_status: Object.fromEntries(members.map((member) => [member.name, nodeState(member)])),
      service_status: Object.fromEntries(
        [...world.services.values()]
          .filter((service) => service.crm !== 'queued' && service.crm !== 'ignored')
          .map((service) => [service.sid, serviceStatus(service)]),
      ),
      ...requests(world),
      ...(world.haArmed === 'armed' ? {} : { disarm: { mode: 'freeze', state: world.haArmed } }),
    },
    lrm_status: Object.fromEntries(members.map((member) => [member.name, lrmState(world, member)])),
  }
}

function requests(world: World): Row {
  const asked = world.members().filter((node) => node.maintenanceAsked)
  if (asked.length === 0) return {}
  return {
    node_request: Object.fromEntries(asked.map((node) => [node.name, node.maintenance ? { maintenance: 1 } : {}])),
  }
}

const nodeState = (node: Node): string =>
  node.maintenance ? 'maintenance' : runs(node, 'corosync') ? 'online' : 'unknown'

/** 22 characters that mean nothing to anybody but the agents. */
const uidOf = (sid: string, state: string): string =>
  Buffer.from(hex(hash(`${sid} ${state}`), 32), 'hex')
    .toString('base64')
    .slice(0, 22)

const serviceStatus = (service: HaService): Row => ({
  node: service.node,
  state: service.crm === 'queued' ? 'request_start' : service.crm,
  uid: uidOf(service.sid, `${service.crm} ${service.since}`),
  ...(service.crm === 'started' && service.running ? { running: 1 } : {}),
  ...(service.crm !== 'request_stop' || service.timeout === undefined ? {} : { timeout: String(service.timeout) }),
  ...(service.crm !== 'migrate' || service.target === undefined ? {} : { target: service.target }),
  ...(service.maintenanceNode === undefined ? {} : { maintenance_node: service.maintenanceNode }),
  ...(service.crm === 'error' ? { failed_nodes: [service.node] } : {}),
})

const lrmState = (world: World, node: Node): Row => ({
  mode: world.haArmed === 'armed' ? (node.maintenance ? 'maintenance' : 'active') : 'disarm',
  state: [...world.services.values()].some((service) => service.node === node.name) ? 'active' : 'wait_for_agent_lock',
  timestamp: world.seconds(),
  results: Object.fromEntries(
    [...node.haResults].map(([sid, state]) => [uidOf(sid, state), { sid, state, exit_code: 0 }]),
  ),
})

export const haStatusHandlers: Handlers = {
  'GET /cluster/ha': () => ['status', 'resources', 'groups', 'rules'].map((name) => ({ id: name })),
  'GET /cluster/ha/status': () => ['current', 'manager_status', 'arm-ha', 'disarm-ha'].map((name) => ({ name })),
  'GET /cluster/ha/status/current': current,
  'GET /cluster/ha/status/manager_status': managerStatus,
}
