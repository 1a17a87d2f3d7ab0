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
  await takeFlock(worker, guest)
  if (guest.config.lock !== undefined)
    throw new Error(`${guest.type === 'lxc' ? 'CT' : 'VM'} is locked (${guest.config.lock})`)
  const source = guest.node
  const target = world.node(wish.target)
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
  await worker.sleep(2)
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
  if (iso) throw new Error(`can't migrate local disk '${iso.volid}': local cdrom image`)
  for (const drive of disks) wish.log(`found local disk '${drive.volid}' (attached)`)
  const first = disks[0]
  if (running && first && !wish.withLocalDisks && guest.type === 'qemu') {
    const text = "can't live migrate attached local disks without with-local-disks option"
    wish.log(`can't migrate local disk '${first.volid}': ${text}`)
    throw new Error("Problem found while scanning volumes - can't migrate VM - check log")
  }
  const restart = guest.type === 'lxc' && running
  if (restart) processEnds(world, guest)
  if (disks.length > 0) await copyDisks(world, worker, { ...wish, disks, running })
  if (running && guest.type === 'qemu') await copyMemory(guest, worker, wish)
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

async function copyDisks(
  world: World,
  worker: Worker,
  how: Migration & { disks: Drive[]; running: boolean; log: (text: string) => void },
): Promise<void> {
  if (!how.running) how.log('copying local disk images')
  for (const drive of how.disks) {
    const storage = world.storages.get(drive.storage ?? '')
    if (storage) how.log(formatted(volumePath(storage, drive.volid), 'qcow2', drive.size))
    const speed = Math.min(perSecond, (how.bwlimit ?? 1e9) * 1024)
    const steps = Math.min(200, Math.max(1, Math.ceil(drive.size / speed / 3)))
    for (let step = 1; step <= steps; step += 1) {
      await worker.sleep(3)
      const done = Math.floor((drive.size * step) / steps)
      if (how.running)
        worker.log(
          `mirror-${drive.key}: transferred ${(done / 1024 ** 3).toFixed(1)} GiB of ${(drive.size / 1024 ** 3).toFixed(1)} GiB (${((100 * step) / steps).toFixed(2)}%) in ${step * 3}s`,
        )
      else
        how.log(
          `${done} bytes (${Math.floor(done / 1e6)} MB, ${Math.floor(done / 1024 ** 2)} MiB) copied, ${step * 3} s, ${(speed / 1e6).toFixed(1)} MB/s`,
        )
    }
    how.log(`volume '${drive.volid}' is '${drive.volid}' on the target`)
  }
}

async function copyMemory(
  guest: Guest,
  worker: Worker,
  how: Migration & { log: (text: string) => void },
): Promise<void> {
  how.log(`starting VM ${guest.vmid} on remote node '${how.target}'`)
  await worker.sleep(2)
  how.log(`starting online/live migration on unix:/run/qemu-server/${guest.vmid}.migrate`)
  const seconds = Math.min(40, Math.max(2, Math.ceil(maxMemory(guest) / (300 * 1024 ** 2))))
  for (let second = 1; second <= seconds; second += 1) {
    await worker.sleep(1)
    how.log(
      `migration active, transferred ${((maxMemory(guest) * second) / seconds / 1024 ** 2).toFixed(1)} MiB of ${(maxMemory(guest) / 1024 ** 2).toFixed(1)} MiB VM-state, 300.0 MiB/s`,
    )
  }
  how.log('average migration speed: 300.0 MiB/s - downtime 38 ms')
  how.log('migration completed, transferred VM-state')
}
