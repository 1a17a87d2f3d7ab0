import type { Worker } from '../tasks/task.ts'
import { nextPid } from '../tasks/process.ts'
import { drivesOf, lockOf, type Drive, type Guest } from '../world/guest.ts'
import { pathOf, type Storage } from '../world/storage.ts'
import type { World } from '../world/world.ts'

const flockFile = (guest: Pick<Guest, 'type' | 'vmid'>): string =>
  guest.type === 'lxc' ? `/run/lock/lxc/pve-config-${guest.vmid}.lock` : `/var/lock/qemu-server/lock-${guest.vmid}.conf`

const configFolder = (guest: Pick<Guest, 'type'>): string => (guest.type === 'lxc' ? 'lxc' : 'qemu-server')

let writer = 150

/** Every write goes to a temporary file first, and that is what fails when pmxcfs is read-only. */
export function needWritable(world: World, guest: Pick<Guest, 'type' | 'vmid' | 'node'>): void {
  const node = world.nodes.get(guest.node)
  if (node && world.isWritable(node)) return
  writer = nextPid(writer)
  throw new Error(
    `unable to open file '/etc/pve/nodes/${guest.node}/${configFolder(guest)}/${guest.vmid}.conf.tmp.${writer}' - Permission denied`,
  )
}

export function lockedText(guest: Guest): string {
  return `${guest.type === 'lxc' ? 'CT' : 'VM'} is locked (${lockOf(guest) ?? ''})`
}

export function needUnlocked(guest: Guest): void {
  if (lockOf(guest) !== undefined) throw new Error(lockedText(guest))
}

export const takeFlock = (worker: Worker, guest: Guest, seconds = 10): Promise<void> =>
  worker.lock(guest.flock, flockFile(guest), seconds)

/** A synchronous call that needs the lock blocks for ten seconds and then fails. */
export async function withFlock<T>(world: World, guest: Guest, work: () => T, seconds = 10): Promise<T> {
  const owner = {}
  if (!(await guest.flock.take(owner, seconds, world.scheduler)))
    throw new Error(`can't lock file '${flockFile(guest)}' - got timeout`)
  try {
    return work()
  } finally {
    guest.flock.release(owner)
  }
}

/** The volume of a drive that is not to be found on the guest's node. A name with `missing` in it never is. */
export function missingVolume(world: World, guest: Guest): string | undefined {
  return drivesOf(guest.config).find((drive) => !exists(world, guest, drive))?.volid
}

function exists(world: World, guest: Guest, drive: Drive): boolean {
  if (drive.volid === 'none' || drive.key.startsWith('unused')) return true
  if (drive.volid.includes('missing')) return false
  const storage = drive.storage === undefined ? undefined : world.storages.get(drive.storage)
  if (!storage) return drive.storage === undefined
  if (drive.cdrom && drive.volid.includes('iso/'))
    return storage.volumes.some((volume) => `${storage.id}:${volume.name}` === drive.volid)
  return storage.shared || guest.disksOn === guest.node
}

export function volumePath(storage: Storage, volid: string): string {
  const name = volid.slice(volid.indexOf(':') + 1)
  return storage.type === 'lvmthin'
    ? `/dev/${String(storage.config.vgname ?? 'pve')}/${name}`
    : `${pathOf(storage)}/images/${name}`
}

/** A name for a new volume that is not in use yet. */
export function newVolume(storage: Storage, guest: Pick<Guest, 'vmid' | 'config' | 'type'>, format?: string): string {
  const used = Object.values(guest.config).map(String).join(' ')
  for (let index = 0; ; index += 1) {
    const base = `vm-${guest.vmid}-disk-${index}`
    if (used.includes(base)) continue
    if (storage.type === 'lvmthin' || storage.type === 'zfspool') return `${storage.id}:${base}`
    return `${storage.id}:${guest.vmid}/${base}.${format ?? (guest.type === 'lxc' ? 'raw' : 'qcow2')}`
  }
}

export const isFull = (storage: Storage, node: string): boolean => {
  const used = storage.used.get(storage.shared ? '' : node) ?? storage.used.get('') ?? 0
  return used >= storage.total * 0.997
}

/** What qemu-img says when it makes an image. */
export function formatted(path: string, format: string, bytes: number, backing?: string): string {
  const details =
    format === 'qcow2'
      ? `cluster_size=${backing === undefined ? 65536 : 131072} extended_l2=${backing === undefined ? 'off' : 'on'} preallocation=metadata compression_type=zlib size=${bytes}${backing === undefined ? '' : ` backing_file=../${backing} backing_fmt=qcow2`} lazy_refcounts=off refcount_bits=16`
      : `size=${bytes} preallocation=off`
  return `Formatting '${path}', fmt=${format} ${details}`
}
