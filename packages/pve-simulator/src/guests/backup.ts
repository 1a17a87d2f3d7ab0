import { agentAnswers, processEnds } from './power.ts'
import { clearLock, setLock } from './start.ts'
import { isFull, lockedText } from './files.ts'
import { hash, uuid } from '../sim/random.ts'
import { Flock } from '../tasks/flock.ts'
import { Interrupt, type Worker } from '../tasks/task.ts'
import { drivesOf, isAgentEnabled, isRunning, lockOf, maxDisk, nameOf, sizeText, type Guest } from '../world/guest.ts'
import type { Node } from '../world/node.ts'
import { addUsed, isFileBased, pathOf, type Storage } from '../world/storage.ts'
import type { World } from '../world/world.ts'

export interface Backup {
  readonly vmids: readonly number[]
  readonly storage: Storage
  readonly mode: string
  readonly notes: string | undefined
  readonly command: string
  /** KiB per second, if it was limited. */
  readonly limit?: number | undefined
  /** What the archive's name ends with: `.zst`, or nothing. */
  readonly packed?: string
  /** Bytes per second. */
  readonly speed: number
}

/** One vzdump a node: the next waits for this lock (pve-manager: PVE/VZDump.pm). */
const nodeLocks = new WeakMap<Node, Flock>()

const stamp = (world: World): string => new Date(world.now()).toISOString().slice(0, 19).replace('T', ' ')

export async function backupBody(world: World, node: Node, worker: Worker, wish: Backup): Promise<void> {
  const lock = nodeLocks.get(node) ?? new Flock()
  nodeLocks.set(node, lock)
  if (!lock.tryTake(worker)) {
    worker.log('INFO: trying to get global lock - waiting...')
    await worker.lock(lock, '/var/run/vzdump.lock', 3 * 3600)
    worker.log('INFO: got global lock')
  } else await worker.lock(lock, '/var/run/vzdump.lock')
  worker.log(`INFO: starting new backup job: vzdump ${wish.command}`)
  let failed = 0
  for (const vmid of wish.vmids) {
    const guest = world.guests.get(vmid)
    if (!guest) continue
    try {
      await backupGuest(world, guest, worker, wish)
    } catch (error) {
      if (error instanceof Interrupt) {
        interrupted(world, guest, worker, error.message)
        throw error
      }
      failed += 1
      const text = error instanceof Error ? error.message : String(error)
      if (text.startsWith('vma_queue_write')) {
        worker.log(`ERROR: ${text}`)
        worker.log('INFO: aborting backup job')
        if (isRunning(guest)) worker.log('INFO: resuming VM again')
      }
      worker.log(`ERROR: Backup of VM ${vmid} failed - ${text}`)
      worker.log(`INFO: Failed at ${stamp(world)}`)
    }
  }
  if (failed > 0) {
    worker.log('INFO: Backup job finished with errors')
    throw new Error('job errors')
  }
  worker.log('INFO: Backup job finished successfully')
}

function interrupted(world: World, guest: Guest, worker: Worker, text: string): void {
  worker.log(`ERROR: ${text}`)
  worker.log('INFO: aborting backup job')
  if (isRunning(guest)) worker.log('INFO: resuming VM again')
  worker.log(`ERROR: Backup of VM ${guest.vmid} failed - ${text}`)
  worker.log(`INFO: Failed at ${stamp(world)}`)
  worker.log(`ERROR: Backup job failed - ${text}`)
}

async function backupGuest(world: World, guest: Guest, worker: Worker, wish: Backup): Promise<void> {
  const began = world.now()
  const kind = guest.type === 'lxc' ? 'CT' : 'VM'
  worker.log(`INFO: Starting Backup of VM ${guest.vmid} (${guest.type})`)
  worker.log(`INFO: Backup started at ${stamp(world)}`)
  worker.log(`INFO: status = ${isRunning(guest) ? 'running' : 'stopped'}`)
  if (lockOf(guest) !== undefined) throw new Error(lockedText(guest))
  setLock(world, guest, 'backup')
  try {
    worker.log(`INFO: ${kind} Name: ${nameOf(guest)}`)
    for (const drive of drivesOf(guest.config).filter((one) => !one.cdrom && !one.key.startsWith('unused')))
      worker.log(`INFO: include disk '${drive.key}' '${drive.volid}' ${sizeText(drive.size)}`)
    worker.log(`INFO: backup mode: ${isRunning(guest) ? wish.mode : 'stop'}`)
    if (wish.limit !== undefined) worker.log(`INFO: bandwidth limit: ${wish.limit} KiB/s`)
    worker.log('INFO: ionice priority: 7')
    if (guest.snapshots.length > 0) worker.log('INFO: snapshots found (not included into backup)')
    await copy(world, guest, worker, wish)
  } finally {
    // SIGKILL never comes here: then the lock stays.
    if (lockOf(guest) === 'backup') clearLock(world, guest)
    if (guest.state === 'shutdown') processEnds(world, guest)
  }
  worker.log(`INFO: Finished Backup of VM ${guest.vmid} (${new Date(world.now() - began).toISOString().slice(11, 19)})`)
  worker.log(`INFO: Backup finished at ${stamp(world)}`)
}

async function copy(world: World, guest: Guest, worker: Worker, wish: Backup): Promise<void> {
  const { storage } = wish
  const started = new Date(world.now()).toISOString()
  const name = `vzdump-${guest.type}-${guest.vmid}-${started.slice(0, 10).replaceAll('-', '_')}-${started.slice(11, 19).replaceAll(':', '_')}`
  const packed = wish.packed ?? '.zst'
  const format = `${guest.type === 'lxc' ? 'tar' : 'vma'}${packed}`
  const file = `${name}.${format}`
  worker.log(`INFO: creating vzdump archive '${isFileBased(storage) ? pathOf(storage) : storage.id}/dump/${file}'`)
  if (guest.type === 'qemu') freezeText(world, guest, worker)
  if (guest.type === 'qemu') {
    worker.log('INFO: starting backup via QMP command')
    worker.log(`INFO: started backup task '${uuid(hash(file))}'`)
    if (isRunning(guest)) worker.log('INFO: resuming VM again')
  }
  const size = Math.max(maxDisk(guest), 64 * 1024 ** 2)
  const seconds = size / wish.speed
  for (let second = 3; second < seconds; second += seconds > 180 ? seconds / 60 : 3) {
    await worker.sleep(seconds > 180 ? seconds / 60 : 3)
    worker.log(progress(size, second / seconds, second, wish.speed))
    if (isFull(storage, guest.node)) throw new Error('vma_queue_write: write error - No space left on device')
  }
  await worker.sleep(Math.min(3, seconds))
  worker.log(progress(size, isFull(storage, guest.node) ? 0.9 : 1, Math.ceil(seconds), wish.speed))
  if (isFull(storage, guest.node)) throw new Error('vma_queue_write: write error - No space left on device')
  if (guest.type === 'qemu')
    worker.log(`INFO: backup is sparse: ${(size / 2 / 1024 ** 3).toFixed(2)} GiB (50%) total zero data`)
  worker.log(`INFO: transferred ${(size / 1024 ** 3).toFixed(2)} GiB in ${Math.ceil(seconds)} seconds`)
  const archive = Math.floor(size * 0.2)
  worker.log(`INFO: archive file size: ${(archive / 1024 ** 3).toFixed(2)}GB`)
  addUsed(storage, guest.node, archive)
  storage.volumes.push({
    name: `backup/${file}`,
    content: 'backup',
    format,
    size: archive,
    vmid: guest.vmid,
    ctime: Math.floor(Date.parse(started) / 1e3),
    ...(wish.notes === undefined ? {} : { notes: wish.notes }),
    ...(storage.shared ? {} : { node: guest.node }),
  })
}

const progress = (size: number, part: number, seconds: number, speed: number): string =>
  `INFO: ${String(Math.floor(part * 100)).padStart(3)}% (${((size * part) / 1024 ** 3).toFixed(1)} GiB of ${(size / 1024 ** 3).toFixed(1)} GiB) in ${Math.floor(seconds)}s, read: ${(speed / 1024 ** 2).toFixed(1)} MiB/s, write: 98.1 MiB/s`

function freezeText(world: World, guest: Guest, worker: Worker): void {
  if (!isRunning(guest)) return
  if (!isAgentEnabled(guest.config)) worker.log('INFO: skipping guest filesystem freeze - disabled in VM options')
  else if (agentAnswers(world, guest)) {
    worker.log("INFO: issuing guest-agent 'fs-freeze' command")
    worker.log("INFO: issuing guest-agent 'fs-thaw' command")
  } else
    worker.log(
      world.pve === '8.4'
        ? "INFO: skipping guest-agent 'fs-freeze', agent configured but not running?"
        : 'INFO: skipping guest filesystem freeze - agent configured but not running?',
    )
}
