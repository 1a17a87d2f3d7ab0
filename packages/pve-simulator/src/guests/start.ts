import type { Worker } from '../tasks/task.ts'
import { drivesOf, isRunning, isTemplate, lockOf, maxCpu, maxMemory, type Guest } from '../world/guest.ts'
import type { Node } from '../world/node.ts'
import type { World } from '../world/world.ts'
import { lockedText, missingVolume, needWritable, takeFlock } from './files.ts'
import { applyPending, processStarts } from './power.ts'

/** A guest whose name begins like this fails at every start, for whoever wants to see that. */
const neverStarts = 'fails-to-start'

function bridgesOf(node: Node): Set<string> {
  const given = node.network
    .filter((row) => row.type === 'bridge' || row.type === 'OVSBridge')
    .map((row) => String(row.iface))
  return new Set(given.length > 0 ? given : ['vmbr0'])
}

function missingBridge(node: Node, guest: Guest): string | undefined {
  const bridges = bridgesOf(node)
  return Object.entries(guest.config)
    .filter(([key]) => /^net\d+$/.test(key))
    .map(([, value]) => /bridge=([^,]+)/.exec(String(value))?.[1])
    .find((bridge) => bridge !== undefined && !bridges.has(bridge))
}

/** Disks and ISO images are activated first: a storage that hangs keeps the start waiting, without any timeout. */
async function activateStorages(world: World, guest: Guest, worker: Worker): Promise<void> {
  const ids = drivesOf(guest.config).flatMap((drive) => (drive.storage === undefined ? [] : [drive.storage]))
  while (ids.some((id) => world.hangs(guest.node, id))) await worker.sleep(1)
  const offline = ids.find((id) => world.storages.get(id)?.offlineOn.has(guest.node))
  if (offline !== undefined) throw new Error(`storage '${offline}' is not online`)
}

/** qmstart's body. `byHa` is set when the LRM starts it. */
export async function startMachine(world: World, guest: Guest, worker: Worker, byHa = false): Promise<void> {
  if (byHa) worker.log('task started by HA resource agent')
  await takeFlock(worker, guest)
  if (isTemplate(guest)) throw new Error("you can't start a vm if it's a template")
  const lock = lockOf(guest)
  const resuming = lock === 'suspended'
  if (lock !== undefined && !resuming) throw new Error(lockedText(guest))
  if (isRunning(guest)) throw new Error(`VM ${guest.vmid} already running`)
  await activateStorages(world, guest, worker)
  const node = world.node(guest.node)
  refuseHardware(world, node, guest, worker)
  if (drivesOf(guest.config).some((drive) => drive.volid.includes('cloudinit'))) worker.log('generating cloud-init ISO')
  if (resuming) {
    worker.log('Resuming suspended VM')
    if (guest.config.vmstate !== undefined) {
      if (Object.keys(guest.config).some((key) => /^net\d+$/.test(key)))
        worker.log("netdev net0: using 'host_mtu=1500' for migration compat")
      worker.log(`activating and using '${String(guest.config.vmstate ?? '')}' as vmstate`)
    }
  } else applyPending(world, guest)
  warnings(guest, worker)
  await worker.sleep(1.2)
  processStarts(world, guest)
  if (!resuming) return
  worker.log('Resumed VM, removing state')
  for (const key of ['lock', 'vmstate', 'runningmachine', 'runningcpu', 'running-nets-host-mtu'])
    delete guest.config[key]
  world.touch()
}

function refuseHardware(world: World, node: Node, guest: Guest, worker: Worker): void {
  const missing = missingVolume(world, guest)
  if (missing !== undefined) throw new Error(`volume '${missing}' does not exist`)
  const bridge = missingBridge(node, guest)
  if (bridge !== undefined) throw new Error(`bridge '${bridge}' does not exist`)
  if (maxCpu(guest) > node.cpus) throw new Error(`MAX ${node.cpus} vcpus allowed per VM on this node`)
  if (maxMemory(guest) > node.memory)
    worker.log("qemu-system-x86_64: cannot set up guest memory 'pc.ram': Cannot allocate memory")
  if (maxMemory(guest) > node.memory || String(guest.config.name ?? '').startsWith(neverStarts))
    throw new Error('start failed: QEMU exited with code 1')
}

function warnings(guest: Guest, worker: Worker): void {
  const { bios, efidisk0, scsihw } = guest.config
  if (bios === 'ovmf' && efidisk0 === undefined) worker.warn('no efidisk configured! Using temporary efivars disk.')
  const threaded = drivesOf(guest.config).some(
    (drive) => drive.key.startsWith('scsi') && drive.options.includes('iothread=1'),
  )
  if (threaded && scsihw !== 'virtio-scsi-single')
    worker.warn('iothread is only valid with virtio disk or virtio-scsi-single controller, ignoring')
}

export async function startContainer(world: World, guest: Guest, worker: Worker, byHa = false): Promise<void> {
  if (byHa) worker.log('task started by HA resource agent')
  await takeFlock(worker, guest)
  if (lockOf(guest) !== undefined) throw new Error(lockedText(guest))
  await activateStorages(world, guest, worker)
  const missing = missingVolume(world, guest)
  if (missing !== undefined) throw new Error(`volume '${missing}' does not exist`)
  const bridge = missingBridge(world.node(guest.node), guest)
  if (bridge !== undefined) throw new Error(`bridge '${bridge}' does not exist`)
  if (String(guest.config.hostname ?? '').startsWith(neverStarts)) {
    worker.log(`run_buffer: 571 Script exited with status 255`)
    throw new Error(`startup for container '${guest.vmid}' failed`)
  }
  applyPending(world, guest)
  await worker.sleep(1.5)
  processStarts(world, guest)
}

export const start = (world: World, guest: Guest, worker: Worker, byHa = false): Promise<void> =>
  guest.type === 'lxc' ? startContainer(world, guest, worker, byHa) : startMachine(world, guest, worker, byHa)

export function setLock(world: World, guest: Guest, lock: string): void {
  needWritable(world, guest)
  guest.config.lock = lock
  world.touch()
}

export function clearLock(world: World, guest: Guest): void {
  delete guest.config.lock
  world.touch()
}
