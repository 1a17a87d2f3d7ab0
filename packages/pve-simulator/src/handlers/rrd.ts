import type { Call, Handlers } from '../protocol/context.ts'
import { failure } from '../protocol/errors.ts'
import { activity, guestMemoryShare } from '../stats/load.ts'
import { isRunning, maxCpu, maxDisk, maxMemory, type Guest } from '../world/guest.ts'
import type { Node } from '../world/node.ts'
import { usedOn, type Storage } from '../world/storage.ts'

type Row = Record<string, number>

/** Seconds between two points and how many there are: 9 keeps finer steps than 8. */
const frames: Readonly<Record<string, readonly [step: number, points: number]>> = {
  hour: [60, 60],
  day: [60, 1440],
  week: [1800, 336],
  month: [1800, 1440],
  year: [21_600, 1460],
  decade: [604_800, 522],
}

const frames8: Readonly<Record<string, readonly [step: number, points: number]>> = {
  hour: [60, 70],
  day: [1800, 70],
  week: [10_800, 70],
  month: [43_200, 70],
  year: [604_800, 70],
}

/** A row without data has only its time. Nothing is known from before something was made or while its node was off. */
function series(call: Call, since: number, row: (seconds: number) => Row): Row[] {
  const [step, points] = (call.world.pve === '8.4' ? frames8 : frames)[call.needed('timeframe')] ?? [60, 60]
  const last = Math.floor(call.world.seconds() / step) * step
  const rows: Row[] = []
  for (let index = points - 1; index >= 0; index -= 1) {
    const time = last - index * step
    // The newest point is not finished yet.
    rows.push(time < since || index === 0 ? { time } : { time, ...row(time) })
  }
  return rows
}

const round = (value: number): number => Math.round(value * 1000) / 1000

function nodeSeries(call: Call): Row[] {
  const { node, world } = call
  const guests = world.guestsOn(node.name).filter(isRunning)
  return series(call, 0, (time) => nodePoint(call, node, guests, time))
}

function nodePoint(call: Call, node: Node, guests: readonly Guest[], time: number): Row {
  let cpu = node.load * node.cpus * activity(node.seed, time)
  let memory = node.memory * 0.06
  let netin = 0
  for (const guest of guests.slice(0, 200)) {
    cpu += guest.load * maxCpu(guest) * activity(guest.seed, time)
    memory += maxMemory(guest) * guestMemoryShare(guest, time)
    netin += guest.netRate
  }
  const used = Math.min(node.memory * 0.98, memory)
  const share = Math.min(1, cpu / node.cpus)
  const base: Row = {
    cpu: share,
    maxcpu: node.cpus,
    loadavg: round(cpu * 0.9),
    iowait: round(share * 0.02),
    memtotal: node.memory,
    memused: used,
    swaptotal: node.description.swap ?? 8 * 1024 ** 3,
    swapused: node.description.swapUsed ?? 0,
    roottotal: node.root,
    rootused: node.rootUsed,
    netin: netin * activity(node.seed, time),
    netout: netin * 0.4 * activity(node.seed, time),
  }
  if (call.world.pve === '8.4') return base
  return {
    ...base,
    memavailable: node.memory - used,
    arcsize: 0,
    pressurecpusome: round(share),
    pressureiosome: 0,
    pressureiofull: 0,
    pressurememorysome: 0,
    pressurememoryfull: 0,
  }
}

/** Nothing has been written yet, or there is no such guest at all. */
function noHistory(call: Call): never {
  const folder = call.world.pve === '8.4' ? 'pve2-vm' : 'pve-vm-9.0'
  const file = `/var/lib/rrdcached/db/${folder}/${call.vmid}`
  throw failure(
    `RRD error: rrdcached@unix:/var/run/rrdcached.sock: rrd_fetch_r failed: opening '${file}': No such file or directory`,
  )
}

function guestSeries(call: Call, type: Guest['type']): Row[] {
  const guest = call.world.guests.get(call.vmid)
  // Each node keeps copies of everybody's data, so it is read where it was asked.
  if (guest?.type !== type || call.world.age(guest.createdAt) < 60) return noHistory(call)
  const from = isRunning(guest) ? guest.startedAt / 1000 : Number.POSITIVE_INFINITY
  return series(call, guest.createdAt / 1000, (time) => guestPoint(call, guest, time, time >= from - 30 * 86_400))
}

function guestPoint(call: Call, guest: Guest, time: number, running: boolean): Row {
  const busy = running ? activity(guest.seed, time) : 0
  const mem = running ? maxMemory(guest) * guestMemoryShare(guest, time) : 0
  const base: Row = {
    cpu: Math.min(0.99, guest.load * busy),
    maxcpu: maxCpu(guest),
    mem,
    maxmem: maxMemory(guest),
    maxdisk: maxDisk(guest),
    disk: guest.type === 'lxc' ? maxDisk(guest) * guest.diskUsed : 0,
    netin: guest.netRate * busy,
    netout: guest.netRate * busy * 0.4,
    diskread: guest.diskRate * busy * 0.5,
    diskwrite: guest.diskRate * busy,
  }
  if (call.world.pve === '8.4') return base
  return {
    ...base,
    memhost: mem * 1.04,
    pressurecpusome: 0,
    pressurecpufull: 0,
    pressureiosome: 0,
    pressureiofull: 0,
    pressurememorysome: 0,
    pressurememoryfull: 0,
  }
}

function storageSeries(call: Call, storage: Storage): Row[] {
  const used = usedOn(storage, call.node.name)
  return series(call, 0, (time) => {
    const daysAgo = (call.world.seconds() - time) / 86_400
    return { total: storage.total, used: Math.max(0, used * (1 - daysAgo * 0.0008)) }
  })
}

export const rrdHandlers: Handlers = {
  'GET /nodes/{node}/rrddata': nodeSeries,
  'GET /nodes/{node}/qemu/{vmid}/rrddata': (call) => guestSeries(call, 'qemu'),
  'GET /nodes/{node}/lxc/{vmid}/rrddata': (call) => guestSeries(call, 'lxc'),
  'GET /nodes/{node}/storage/{storage}/rrddata': (call) =>
    storageSeries(call, call.world.storage(call.needed('storage'))),
}
