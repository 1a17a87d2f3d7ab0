import { hash } from '../sim/random.ts'
import { drivesOf, isRunning, maxCpu, maxDisk, maxMemory, uptimeOf, type Guest } from '../world/guest.ts'
import { runs, type GuestFigures, type Node, type Published, type StorageFigures } from '../world/node.ts'
import { isOnNode, usedOn } from '../world/storage.ts'
import type { Task } from '../tasks/task.ts'
import type { World } from '../world/world.ts'
import { burst, guestCpu, guestMemoryShare, nodeCpuBase } from './load.ts'

/**
 * pvestatd's cycle, and how long pmxcfs keeps what it was told (pve-manager: PVE/Service/pvestatd.pm). Both are as long as
 * PVE's whatever the speed: if only the second were shortened, a node would be forgotten between two of its own reports.
 */
const cycle = 10
const keptFor = 300

export function startStatistics(world: World): void {
  for (const node of world.nodes.values()) {
    const phase = 1 + ((hash(node.name) % 97) / 97) * (cycle - 1)
    const real = (seconds: number): number => seconds * world.scheduler.speed
    world.scheduler.every(real(cycle), () => publish(world, node), real(phase))
  }
}

/** One round of pvestatd. It asks the storages last, and a single one that hangs holds it there: later rounds never come. */
export function publish(world: World, node: Node): void {
  if (!runs(node, 'pvestatd') || !runs(node, 'pve-cluster')) return
  const stuck = node.hanging.size > 0
  if (stuck && node.statisticsStuck) return
  node.statisticsStuck = stuck
  const now = world.now()
  const guests = new Map<number, GuestFigures>()
  for (const guest of world.guestsOn(node.name)) guests.set(guest.vmid, guestFigures(world, guest, now))
  const before = stuck ? node.heard.get(node.name) : undefined
  const storages = new Map<string, StorageFigures>(before?.storages)
  for (const storage of stuck ? [] : world.storages.values()) {
    if (isOnNode(storage, node.name) && !storage.disabled)
      storages.set(storage.id, {
        used: usedOn(storage, node.name),
        total: storage.total,
        active: !storage.offlineOn.has(node.name),
      })
  }
  const record: Published = {
    at: now,
    node: nodeFigures(world, node, now),
    guests,
    storages,
    storagesAt: before?.storagesAt ?? now,
  }
  const tasks = world.tasks.broadcast(node.name)
  for (const other of world.nodes.values()) {
    if (!world.hears(other, node)) continue
    other.heard.set(node.name, record)
    other.heardTasks.set(node.name, tasks)
  }
}

/** Task lists travel at once, not with the cycle. */
export function publishTasks(world: World, name: string, changed?: Task): void {
  const node = world.nodes.get(name)
  if (!node) return
  const tasks = world.tasks.broadcast(name, changed)
  for (const other of world.nodes.values()) if (world.hears(other, node)) other.heardTasks.set(name, tasks)
}

export function nodeFigures(world: World, node: Node, now: number): Published['node'] {
  const seconds = now / 1000
  let cpu = nodeCpuBase(node, seconds) * node.cpus
  let mem = node.memory * 0.06
  for (const guest of world.guestsOn(node.name)) {
    if (!isRunning(guest)) continue
    cpu += guestCpu(guest, seconds) * maxCpu(guest)
    mem += maxMemory(guest) * guestMemoryShare(guest, seconds)
  }
  return {
    cpu: Math.min(1, cpu / node.cpus),
    mem: Math.floor(Math.min(node.memory * 0.98, mem)),
    disk: node.rootUsed,
    uptime: Math.max(0, Math.floor((now - node.bootedAt) / 1000)),
  }
}

/** Counters grow with what the guest did since they were last looked at. */
export function count(guest: Guest, now: number, storageHangs: boolean): Guest['counters'] {
  const counters = guest.counters
  const seconds = (now - counters.at) / 1000
  counters.at = now
  const active = guest.state === 'running' && guest.behaviour !== 'frozen-qemu'
  if (!active || seconds <= 0) return counters
  const rate = (guestCpu(guest, now / 1000) / Math.max(guest.load, 0.001)) * seconds
  const grown = (perSecond: number, counter: number): number =>
    Math.floor(perSecond * rate * burst(guest, counter, now / 1000))
  counters.netin += grown(guest.netRate, 1)
  counters.netout += grown(guest.netRate * 0.4, 2)
  if (storageHangs) return counters
  counters.diskread += grown(guest.diskRate * 0.5, 3)
  counters.diskwrite += grown(guest.diskRate, 4)
  return counters
}

export const touchesHanging = (world: World, guest: Guest): boolean => {
  const hanging = world.nodes.get(guest.node)?.hanging
  return (
    hanging !== undefined &&
    hanging.size > 0 &&
    drivesOf(guest.config).some((drive) => hanging.has(drive.storage ?? ''))
  )
}

export function guestFigures(world: World, guest: Guest, now: number): GuestFigures {
  const seconds = now / 1000
  const running = isRunning(guest)
  const counters = running ? count(guest, now, touchesHanging(world, guest)) : undefined
  const share = running ? guestMemoryShare(guest, seconds) : 0
  const mem = Math.floor(maxMemory(guest) * share)
  return {
    status: running ? shownState(guest) : 'stopped',
    uptime: uptimeOf(guest, now),
    cpu: running ? guestCpu(guest, seconds) : 0,
    mem,
    memhost: guest.type === 'qemu' && running ? Math.floor(mem * 1.04 + 64 * 1024 * 1024) : 0,
    disk: guest.type === 'lxc' && running ? Math.floor(maxDisk(guest) * guest.diskUsed) : 0,
    netin: counters?.netin ?? 0,
    netout: counters?.netout ?? 0,
    diskread: counters?.diskread ?? 0,
    diskwrite: counters?.diskwrite ?? 0,
  }
}

/** After a reset of an I/O error the machine waits to be started, and pvestatd calls that running. */
const shownState = (guest: Guest): string =>
  guest.type === 'lxc' || (guest.state === 'prelaunch' && guest.failedWrites > 0) ? 'running' : guest.state

export const heardOf = (world: World, viewer: Node, name: string): Published | undefined => {
  const record = viewer.heard.get(name)
  return record && isFresh(world, record.at) ? record : undefined
}

export const isFresh = (world: World, at: number): boolean => world.now() - at < keptFor * 1000
