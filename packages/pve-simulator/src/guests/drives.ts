import { badParams, failure } from '../protocol/errors.ts'
import type { Call } from '../protocol/context.ts'
import { drivesOf, sizeText, type Config, type Guest } from '../world/guest.ts'
import { addUsed, type Storage } from '../world/storage.ts'
import { formatted, isFull, newVolume, volumePath } from './files.ts'

const gib = 1024 ** 3

export const driveKey = /^(?:(?:scsi|virtio|sata|ide|efidisk|tpmstate|mp)\d+|rootfs)$/

interface Wanted {
  readonly key: string
  readonly storage: string
  readonly size: string
  readonly options: readonly string[]
  readonly importFrom: string | undefined
}

function wanted(key: string, value: string): Wanted | undefined {
  const [first = '', ...options] = value.split(',')
  const [, storage, size] = /^(?:file=|volume=)?([a-zA-Z][\w.-]*):(\d+(?:\.\d+)?|cloudinit)$/.exec(first) ?? []
  const importFrom = options.find((part) => part.startsWith('import-from='))?.slice(12)
  if (storage === undefined || size === undefined) return undefined
  return { key, storage, size, importFrom, options: options.filter((part) => !part.startsWith('import-from=')) }
}

/** What can be refused before anything is made: unknown storages, sizes that contradict, sources that nobody may read. */
export function checkDrives(call: Call, config: Config): void {
  for (const [key, value] of Object.entries(config)) {
    if (!driveKey.test(key)) continue
    const text = String(value)
    const source = /import-from=([^,]+)/.exec(text)?.[1]
    const wish = wanted(key, text)
    if (source?.startsWith('/') && call.authid !== 'root@pam')
      throw failure('Only root can pass arbitrary filesystem paths. at /usr/share/perl5/PVE/Storage.pm line 651.')
    if (source !== undefined && wish?.size !== '0')
      throw badParams({ [key]: "'import-from' requires special syntax - use <storage ID>:0,import-from=<source>" })
    if (wish) checkStorage(call, wish)
    if (source !== undefined) checkSource(key, source)
  }
}

function checkStorage(call: Call, wish: Wanted): void {
  const storage = call.world.storage(wish.storage)
  if (storage.disabled) throw failure(`storage '${storage.id}' is disabled`)
  if (!call.may(`/storage/${storage.id}`, 'Datastore.AllocateSpace'))
    call.need(`/storage/${storage.id}`, 'Datastore.AllocateSpace')
  if (!/images|rootdir/.test(storage.content)) throw failure(`storage '${storage.id}' does not support vm images`)
}

function checkSource(key: string, source: string): void {
  const type = /:(iso|vztmpl|backup|snippets)\//.exec(source)?.[1]
  if (type !== undefined)
    throw badParams({ [key]: `${source} has wrong type '${type}' - needs to be 'images' or 'import'` })
}

/** Makes the volumes that are asked for; gives the drive strings as they are stored, and the lines of the task's log. */
export function allocateDrives(
  call: Call,
  guest: Pick<Guest, 'vmid' | 'config' | 'type' | 'node'>,
  config: Config,
  log: (line: string) => void,
): Config {
  const result: Config = {}
  for (const [key, value] of Object.entries(config)) {
    const wish = driveKey.test(key) ? wanted(key, String(value)) : undefined
    result[key] = wish ? allocate(call, { ...guest, config: { ...guest.config, ...result } }, wish, log) : value
  }
  return result
}

function allocate(
  call: Call,
  guest: Pick<Guest, 'vmid' | 'config' | 'type' | 'node'>,
  wish: Wanted,
  log: (line: string) => void,
): string {
  const storage = call.world.storage(wish.storage)
  if (wish.size === 'cloudinit') {
    const drive = cloudInitDrive(storage, guest, wish)
    const made = drive.split(',')[0] ?? ''
    announce(storage, made, 4 * 1024 ** 2, { format: 'qcow2', full: false, log })
    log(`${wish.key}: successfully created disk '${drive}'`)
    return drive
  }
  const format = wish.options.find((part) => part.startsWith('format='))?.slice(7)
  if (guest.type === 'lxc' && Number(wish.size) === 0 && storage.type === 'dir')
    return `${storage.id}:${guest.vmid}/subvol-${guest.vmid}-disk-0.subvol,size=0T`
  const volid = newVolume(storage, guest, format)
  const bytes = wish.importFrom === undefined ? Math.round(Number(wish.size) * gib) : sourceSize(call, wish.importFrom)
  if (wish.importFrom !== undefined) log(`create full clone of drive (${wish.importFrom})`)
  if (guest.type === 'qemu') announce(storage, volid, bytes, { format, full: isFull(storage, guest.node), log })
  addUsed(storage, guest.node, storage.type === 'dir' && format === 'raw' ? 0 : Math.floor(bytes * 0.05))
  if (wish.importFrom !== undefined) {
    log(`allocated target volume '${volid}'`)
    log(`transferred 0.0 B of ${human(bytes)} (0.00%)`)
    log(`transferred ${human(bytes)} of ${human(bytes)} (100.00%)`)
  }
  const options = wish.options.filter((part) => !part.startsWith('format='))
  const text = [volid, ...options, `size=${sizeText(bytes)}`].join(',')
  if (guest.type === 'qemu') log(`${wish.key}: successfully created disk '${text}'`)
  return text
}

function announce(
  storage: Storage,
  volid: string,
  bytes: number,
  how: { format: string | undefined; full: boolean; log: (line: string) => void },
): void {
  if (storage.type === 'lvmthin') return how.log(`  Logical volume "${volid.split(':')[1] ?? ''}" created.`)
  const format = how.format ?? 'qcow2'
  const path = volumePath(storage, volid)
  how.log(formatted(path, format, bytes))
  if (how.full && format === 'qcow2')
    throw new Error(`unable to create image: qemu-img: ${path}: Could not write qcow2 header: No space left on device`)
}

function cloudInitDrive(storage: Storage, guest: Pick<Guest, 'vmid' | 'config'>, wish: Wanted): string {
  const there = drivesOf(guest.config).find((drive) => drive.volid.includes('cloudinit'))
  if (there && there.key !== wish.key)
    throw failure(`${wish.key} - cloud-init drive is already attached at '${there.key}'`)
  const name =
    storage.type === 'lvmthin' || storage.type === 'zfspool'
      ? `vm-${guest.vmid}-cloudinit`
      : `${guest.vmid}/vm-${guest.vmid}-cloudinit.qcow2`
  return `${storage.id}:${name},media=cdrom`
}

function sourceSize(call: Call, source: string): number {
  const [id = '', name = ''] = source.split(/:(.*)/)
  const volume = call.world.storages.get(id)?.volumes.find((one) => one.name === name)
  if (!volume && !source.startsWith('/')) throw new Error(`failed to stat '/var/lib/vz/${name}'`)
  return Math.ceil((volume?.size ?? gib) / 1024 ** 2) * 1024 ** 2 * 3
}

const sizes = ['B', 'KiB', 'MiB', 'GiB', 'TiB']

export function human(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < 4) {
    value /= 1024
    unit += 1
  }
  return `${value.toFixed(1)} ${sizes[unit] ?? ''}`
}
