import { Interrupt, type Worker } from '../tasks/task.ts'
import { drivesOf, isRunning, maxMemory, type Drive, type Guest } from '../world/guest.ts'
import type { World } from '../world/world.ts'
import { formatted, takeFlock, volumePath } from './files.ts'
import { start } from './start.ts'
import { processEnds } from './power.ts'

export interface Migration {
  readonly target: string
  readonly online: boolean
  readonly withLocalDisks: boolean
  readonly bwlimit?: number | undefined
}

export const localDisks = (world: World, guest: Guest): Drive[] =>
  drivesOf(guest.config).filter(
    (drive) =>
      drive.storage !== undefined && drive.volid !== 'none' && !(world.storages.get(drive.storage)?.shared ?? true),
  )

const stamp = (world: World): string => new Date(world.now()).toISOString().slice(0, 19).replace('T', ' ')

/** qmigrate and vzmigrate: the configuration moves at the end, the lock `migrate` shows on both sides of that moment. */
export async function migrateBody(world: World, guest: Guest, worker: Worker, wish: Migration): Promise<void> {
  const log = (text: string): void => worker.log(`${stamp(world)} ${text}`)
  const began = world.now()
  const live = isRunning(guest) && guest.type === 'qemu'
  await takeFlock(worker, guest)
  if (guest.config.lock !== undefined)
    throw new Error(`${guest.type === 'lxc' ? 'CT' : 'VM'} is locked (${guest.config.lock})`)
  const source = guest.node
  const target = world.node(wish.target)
  if (guest.type === 'qemu' && isRunning(guest))
    log('conntrack state migration not supported or disabled, active connections might get dropped')
  log(
    `starting migration of ${guest.type === 'lxc' ? 'CT' : 'VM'} ${guest.vmid} to node '${wish.target}' (${target.ip})`,
  )
  guest.config.lock = 'migrate'
  world.touch()
  worker.unlock(guest.flock)
  try {
    await move(world, guest, worker, { ...wish, log })
  } catch (error) {
    delete guest.config.lock
    guest.node = source
    world.touch()
    const text = error instanceof Error ? error.message : String(error)
    log('aborting phase 1 - cleanup resources')
    log(
      `ERROR: migration aborted (duration ${duration(world.now() - began)}): ${error instanceof Interrupt ? 'received interrupt' : text}`,
    )
    throw new Error('migration aborted')
  }
  await worker.sleep(live ? 4 : 1)
  delete guest.config.lock
  world.touch()
  log(`migration finished successfully (duration ${duration(world.now() - began)})`)
}

const duration = (milliseconds: number): string => new Date(Math.max(0, milliseconds)).toISOString().slice(11, 19)

async function move(
  world: World,
  guest: Guest,
  worker: Worker,
  wish: Migration & { log: (text: string) => void },
): Promise<void> {
  const running = isRunning(guest)
  const disks = localDisks(world, guest)
  const iso = disks.find((drive) => drive.cdrom && !drive.volid.includes('cloudinit'))
  if (iso && running) throw new Error(`can't migrate local disk '${iso.volid}': local cdrom image`)
  for (const drive of disks) wish.log(`found local disk '${drive.volid}' (attached)`)
  const first = disks[0]
  if (running && first && !wish.withLocalDisks && guest.type === 'qemu') {
    const text = "can't live migrate attached local disks without with-local-disks option"
    wish.log(`can't migrate local disk '${first.volid}': ${text}`)
    wish.log("ERROR: Problem found while scanning volumes - can't migrate VM - check log")
    throw new Error("Problem found while scanning volumes - can't migrate VM - check log")
  }
  const restart = guest.type === 'lxc' && running
  if (restart) processEnds(world, guest)
  const live = running && guest.type === 'qemu'
  if (live) await copyMemory(guest, worker, { ...wish, disks })
  else if (disks.length > 0) await copyDisks(world, worker, { ...wish, disks })
  guest.node = wish.target
  guest.disksOn = wish.target
  world.touch()
  if (restart) {
    delete guest.config.lock
    await start(world, guest, worker)
    worker.unlock(guest.flock)
    guest.config.lock = 'migrate'
    world.touch()
  }
}

const perSecond = 120 * 1024 ** 2

interface Copying extends Migration {
  readonly disks: readonly Drive[]
  readonly log: (text: string) => void
}

/** A machine that is off: one volume after the other through a pipe, and `dd` says how far it is. */
async function copyDisks(world: World, worker: Worker, how: Copying): Promise<void> {
  how.log('copying local disk images')
  for (const drive of how.disks) {
    const storage = world.storages.get(drive.storage ?? '')
    const limit = how.bwlimit === undefined || how.bwlimit === 0 ? undefined : how.bwlimit * 1024
    if (limit !== undefined)
      how.log(`using a bandwidth limit of ${limit} bytes per second for transferring '${drive.volid}'`)
    await worker.sleep(0.5)
    if (storage) how.log(formatted(volumePath(storage, drive.volid), 'qcow2', drive.size))
    // The limiter lets through a little more than it should.
    const speed = Math.min(perSecond, (limit ?? perSecond) * 1.07)
    const seconds = drive.size / speed
    for (let done = 3; done < seconds; done += 3) {
      await worker.sleep(3)
      how.log(copied(done * speed, `${done}`, speed))
    }
    await worker.sleep(seconds % 3)
    const blocks = Math.ceil(drive.size / 4096)
    for (const side of [`${blocks}+0`, `${Math.floor(blocks / 16)}+2`]) {
      how.log(`${side} records in`)
      how.log(`${side} records out`)
      how.log(copied(drive.size, seconds.toFixed(4), speed))
    }
    how.log(`successfully imported '${drive.volid}'`)
    how.log(`volume '${drive.volid}' is '${drive.volid}' on the target`)
  }
}

const copied = (bytes: number, seconds: string, speed: number): string =>
  `${Math.floor(bytes)} bytes (${Math.floor(bytes / 1e6)} MB, ${Math.floor(bytes / 1024 ** 2)} MiB) copied, ${seconds} s, ${(speed / 1e6).toFixed(1)} MB/s`

/** A machine that runs: a second one is started over there, and takes the disks over block by block while this one goes on. */
async function mirrorDisks(guest: Guest, worker: Worker, how: Copying): Promise<void> {
  if (how.disks.length === 0) return
  how.log('starting storage migration')
  for (const drive of how.disks) {
    how.log(
      `${drive.key}: start migration to nbd:unix:/run/qemu-server/${guest.vmid}_nbd.migrate:exportname=drive-${drive.key}`,
    )
    worker.log(`drive mirror is starting for drive-${drive.key}`)
    const seconds = Math.max(1, Math.ceil(drive.size / perSecond))
    for (let second = 0; second <= seconds; second += 1) {
      const done = (drive.size * second) / seconds
      worker.log(
        `mirror-${drive.key}: transferred ${(done / 1024 ** 2).toFixed(1)} MiB of ${(drive.size / 1024 ** 2).toFixed(1)} MiB (${((100 * second) / seconds).toFixed(2)}%) in ${second}s${second === seconds ? ', ready' : ''}`,
      )
      if (second < seconds) await worker.sleep(1)
    }
  }
  worker.log("all 'mirror' jobs are ready")
  how.log('switching mirror jobs to actively synced mode')
  for (const drive of how.disks) {
    worker.log(`mirror-${drive.key}: switching to actively synced mode`)
    worker.log(`mirror-${drive.key}: successfully switched to actively synced mode`)
  }
  await worker.sleep(1)
}

async function copyMemory(guest: Guest, worker: Worker, how: Copying): Promise<void> {
  const socket = `unix:/run/qemu-server/${guest.vmid}.migrate`
  await worker.sleep(0.5)
  how.log(`starting VM ${guest.vmid} on remote node '${how.target}'`)
  await worker.sleep(2.5)
  for (const drive of how.disks) how.log(`volume '${drive.volid}' is '${drive.volid}' on the target`)
  how.log('start remote tunnel')
  how.log('ssh tunnel ver 1')
  await mirrorDisks(guest, worker, how)
  how.log(`starting online/live migration on ${socket}`)
  how.log('set migration capabilities')
  how.log('migration downtime limit: 100 ms')
  how.log('migration cachesize: 4.0 MiB')
  how.log('set migration parameters')
  how.log(`start migrate command to ${socket}`)
  const memory = maxMemory(guest) / 1024 ** 2
  const seconds = Math.min(40, Math.ceil(memory / 300))
  for (let second = 1; second <= seconds; second += 1) {
    await worker.sleep(1)
    if (second < seconds)
      how.log(
        `migration active, transferred ${((memory * second) / seconds).toFixed(1)} MiB of ${memory.toFixed(1)} MiB VM-state, 300.0 MiB/s`,
      )
  }
  how.log('average migration speed: 300.0 MiB/s - downtime 38 ms')
  how.log(`migration completed, transferred ${(memory * 0.9).toFixed(1)} MiB VM-state`)
  how.log('migration status: completed')
  await worker.sleep(0.7)
  if (how.disks.length === 0) return
  worker.log("all 'mirror' jobs are ready")
  for (const drive of how.disks) {
    worker.log(`mirror-${drive.key}: Completing block job...`)
    worker.log(`mirror-${drive.key}: Completed successfully.`)
    worker.log(`mirror-${drive.key}: mirror-job finished`)
  }
  await worker.sleep(1)
  how.log('stopping NBD storage migration server on target.')
}
