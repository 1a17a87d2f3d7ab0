import { takeFlock } from '../guests/files.ts'
import { migrateBody } from '../guests/migrate.ts'
import { shutDownContainer, shutDownMachine } from '../guests/power.ts'
import { start } from '../guests/start.ts'
import type { TaskBody } from '../tasks/task.ts'
import { isRunning, type Guest } from '../world/guest.ts'
import { runs, type Node } from '../world/node.ts'
import type { HaService, World } from '../world/world.ts'
import { powerOff, powerOn } from './boot.ts'

/** The manager and the local agents look around in these steps (pve-ha-manager: src/PVE/HA/Manager.pm, LRM.pm). */
const managerStep = 10
const agentStep = 5
const fenceAfter = 60
const recoverAfter = 130

export function startHa(world: World): void {
  world.scheduler.every(managerStep, () => manage(world))
  world.scheduler.every(agentStep, () => {
    for (const service of world.services.values()) act(world, service)
  })
  world.scheduler.every(agentStep, () => watchdogs(world))
}

const master = (world: World): Node | undefined =>
  world.members().find((node) => node.quorate && runs(node, 'pve-ha-crm') && runs(node, 'corosync'))

function become(world: World, service: HaService, crm: string): void {
  if (service.crm === crm) return
  service.crm = crm
  service.since = world.now()
  world.touch()
}

function manage(world: World): void {
  const leader = master(world)
  if (!leader) return
  world.lastMaster = { node: leader.name, at: world.now() }
  for (const service of world.services.values()) {
    if (service.deleted) {
      world.services.delete(service.sid)
      for (const node of world.nodes.values()) node.haResults.delete(service.sid)
      world.touch()
    } else decide(world, leader, service)
  }
}

function decide(world: World, leader: Node, service: HaService): void {
  const guest = world.guests.get(service.vmid)
  const node = world.nodes.get(service.node)
  if (!guest || !node) return
  if (service.request === 'ignored') return become(world, service, 'ignored')
  if (world.haArmed !== 'armed') return become(world, service, 'freeze')
  if (service.crm === 'ignored') become(world, service, isRunning(guest) ? 'started' : 'stopped')
  if (service.crm === 'freeze') become(world, service, service.request === 'started' ? 'started' : 'stopped')
  if (!leader.members.has(node.name)) return loseNode(world, leader, service, guest)
  if (service.crm === 'error') {
    if (service.request === 'disabled') become(world, service, 'stopped')
    return
  }
  if (service.crm === 'migrate') return
  service.node = guest.node
  if (node.maintenance) return leaveMaintenance(world, node, service)
  returnFromMaintenance(world, service, guest)
  if (service.target !== undefined && service.target !== guest.node) return become(world, service, 'migrate')
  const wants = service.request === 'started' || service.request === 'enabled'
  if (wants) return become(world, service, 'started')
  become(world, service, isRunning(guest) ? 'request_stop' : 'stopped')
  if (service.crm === 'stopped') service.timeout = undefined
}

/** What had to leave goes back by itself. */
function returnFromMaintenance(world: World, service: HaService, guest: Guest): void {
  const home = service.maintenanceNode
  if (home === undefined || world.nodes.get(home)?.maintenance) return
  if (guest.node === home) delete service.maintenanceNode
  else service.target = home
}

function leaveMaintenance(world: World, node: Node, service: HaService): void {
  const other = world
    .members()
    .find((node) => node.name !== service.node && !node.maintenance && runs(node, 'corosync'))
  // The local agent has to say first that it has understood.
  if (world.age(node.maintenanceSince) < 15) return
  if (!other || service.request !== 'started') return
  service.maintenanceNode = service.node
  service.target = other.name
  become(world, service, 'migrate')
}

/** A node that is gone is fenced after a minute; its services move on with their configuration two minutes after the loss. */
function loseNode(world: World, leader: Node, service: HaService, guest: Guest): void {
  const node = world.nodes.get(service.node)
  const age = world.age(node?.lostAt ?? world.now())
  if (age < fenceAfter) return
  if (age < recoverAfter) return become(world, service, 'fence')
  const next = world.members().find((one) => leader.members.has(one.name) && !one.maintenance)
  if (!next) return
  if (
    [
      'backup',
      'mounted',
      'migrate',
      'clone',
      'rollback',
      'snapshot',
      'snapshot-delete',
      'suspending',
      'suspended',
    ].includes(String(guest.config.lock))
  )
    delete guest.config.lock
  guest.node = next.name
  service.node = next.name
  service.failures = 0
  become(world, service, 'started')
}

/** The local agent's part: it starts, stops and moves what the manager has decided, with tasks of its own as root. */
function act(world: World, service: HaService): void {
  const guest = world.guests.get(service.vmid)
  const node = world.nodes.get(service.node)
  if (
    !guest ||
    !node ||
    guest.node !== node.name ||
    !runs(node, 'pve-ha-lrm') ||
    !node.quorate ||
    isBusy(world, service)
  )
    return
  service.running = service.crm === 'started' && isRunning(guest)
  const active = node.haResults.size > 0 || service.crm !== 'stopped'
  if (active && service.crm !== 'queued') node.haResults.set(service.sid, service.crm)
  if (service.request === 'ignored' || world.haArmed !== 'armed') return
  if (service.crm === 'started' && !isRunning(guest)) work(world, service, guest, 'start')
  else if (service.crm === 'request_stop' && isRunning(guest)) work(world, service, guest, 'shutdown')
  else if (service.crm === 'migrate') work(world, service, guest, 'migrate')
}

const isBusy = (world: World, service: HaService): boolean =>
  service.work !== undefined && world.tasks.byUpid.get(service.work)?.endtime === undefined

function work(world: World, service: HaService, guest: Guest, what: 'start' | 'shutdown' | 'migrate'): void {
  const lxc = guest.type === 'lxc'
  const type = what === 'migrate' ? (lxc ? 'vzmigrate' : 'qmigrate') : `${lxc ? 'vz' : 'qm'}${what}`
  const body: TaskBody = async (worker) => {
    try {
      if (what === 'start') await start(world, guest, worker, true)
      else if (what === 'shutdown') await forcedShutdown(world, service, guest, worker)
      else await moveService(world, service, guest, worker)
      service.failures = 0
    } catch (error) {
      if (what !== 'shutdown') failed(world, service)
      throw error
    }
  }
  service.work = world.tasks.start({ node: guest.node, type, id: String(guest.vmid), authid: 'root@pam' }, body)
}

/** HA never takes no for an answer: after the timeout the guest is ended. */
const forcedShutdown: (
  world: World,
  service: HaService,
  guest: Guest,
  worker: Parameters<TaskBody>[0],
) => Promise<void> = async (world, service, guest, worker) => {
  worker.log('task started by HA resource agent')
  await takeFlock(worker, guest)
  const wish = { seconds: service.timeout ?? 60, force: true }
  await (guest.type === 'lxc'
    ? shutDownContainer(world, guest, worker, wish)
    : shutDownMachine(world, guest, worker, wish))
}

const moveService: (
  world: World,
  service: HaService,
  guest: Guest,
  worker: Parameters<TaskBody>[0],
) => Promise<void> = async (world, service, guest, worker) => {
  worker.log('task started by HA resource agent')
  const target = service.target ?? guest.node
  await migrateBody(world, guest, worker, { target, online: true, withLocalDisks: true })
  service.target = undefined
  service.node = guest.node
  become(world, service, service.request === 'started' ? 'started' : 'request_stop')
}

function failed(world: World, service: HaService): void {
  service.target = undefined
  service.failures += 1
  if (service.crm === 'migrate') return become(world, service, 'started')
  if (service.failures > (service.maxRestart ?? 1) + (service.maxRelocate ?? 1)) become(world, service, 'error')
}

/** A node that runs HA services and has lost its quorum resets itself after a minute. */
function watchdogs(world: World): void {
  for (const node of world.members()) {
    const active = [...world.services.values()].some(
      (service) => service.node === node.name && service.crm === 'started',
    )
    if (!active || node.power !== 'on' || node.quorate || world.haArmed !== 'armed') {
      if (node.power === 'on') lostSince.delete(node)
      continue
    }
    const since = lostSince.get(node) ?? world.now()
    lostSince.set(node, since)
    if (world.age(since) < fenceAfter) continue
    lostSince.delete(node)
    powerOff(world, node)
    world.scheduler.after(5, () => powerOn(world, node))
  }
}

const lostSince = new WeakMap<Node, number>()
