import { human } from '../guests/drives.ts'
import {
  formatted,
  isFull,
  lockedText,
  needUnlocked,
  needWritable,
  newVolume,
  takeFlock,
  volumePath,
} from '../guests/files.ts'
import { clearLock } from '../guests/start.ts'
import type { Call, Handlers } from '../protocol/context.ts'
import { badParams, failure, noQuorum } from '../protocol/errors.ts'
import { hash, uuid } from '../sim/random.ts'
import type { Worker } from '../tasks/task.ts'
import {
  drivesOf,
  isRunning,
  isTemplate,
  lockOf,
  parseDrive,
  sizeText,
  type Config,
  type Drive,
  type Guest,
} from '../world/guest.ts'
import { makeGuest } from '../world/guest.ts'
import { addUsed, isFileBased, isOnNode, pathOf, type Storage } from '../world/storage.ts'
import { guestTask } from './power-qemu.ts'

const linkable = (storage: Storage | undefined): boolean => storage !== undefined && storage.type !== 'pbs'

interface Plan {
  readonly full: boolean
  readonly target: string
  readonly storage: Storage | undefined
  readonly newid: number
  /** The source runs, so its disks change while they are copied. */
  readonly running?: boolean
}

function plan(call: Call, guest: Guest): Plan {
  const { world } = call
  if (!world.isWritable(call.node)) throw noQuorum()
  const newid = call.number('newid') ?? 0
  const target = call.text('target') ?? guest.node
  const node = world.nodes.get(target)
  if (!node || (world.cluster && !node.member)) throw failure(`no such cluster node '${target}'`)
  const full = call.params.full === undefined ? !isTemplate(guest) : call.flag('full')
  const storageId = call.text('storage')
  if (storageId !== undefined && !full) throw failure("parameter 'storage' not allowed for linked clones")
  if (call.text('format') !== undefined && !full) throw failure("parameter 'format' not allowed for linked clones")
  const storage = storageId === undefined ? undefined : world.storage(storageId)
  if (target !== guest.node && storage && !storage.shared)
    throw failure(`can't clone to non-shared storage '${storage.id}'`)
  needUnlockedNow(guest)
  if (guest.type === 'lxc' && isRunning(guest) && full && call.text('snapname') === undefined)
    throw failure('Full clone of a running container is only possible from a snapshot')
  if (world.guests.has(newid))
    throw failure(`unable to create ${guest.type === 'lxc' ? 'CT' : 'VM'} ${newid}: config file already exists`)
  checkDisks(call, guest, { full, target, storage, newid })
  needBridges(call, guest)
  return { full, target, storage, newid }
}

const needUnlockedNow = (guest: Guest): void => {
  if (lockOf(guest) !== undefined) throw failure(lockedText(guest))
}

const disksOf = (guest: Guest): Drive[] =>
  drivesOf(guest.config).filter(
    (drive) => (!drive.cdrom || drive.volid.includes('cloudinit')) && !drive.key.startsWith('unused'),
  )

function checkDisks(call: Call, guest: Guest, { full, target, storage }: Plan): void {
  for (const drive of disksOf(guest)) {
    const from = call.world.storages.get(drive.storage ?? '')
    if (target !== guest.node && from && !from.shared)
      throw failure(
        `can't clone ${guest.type === 'lxc' ? 'CT' : 'VM'} to node '${target}' (${guest.type === 'lxc' ? 'CT' : 'VM'} uses local storage)`,
      )
    const to = storage ?? from
    if (to) call.need(`/storage/${to.id}`, 'Datastore.AllocateSpace')
    if (!full && !drive.cdrom && (!isTemplate(guest) || !linkable(from)))
      throw failure(`Linked clone feature is not supported for '${drive.volid}' (${drive.key})`)
  }
}

function needBridges(call: Call, guest: Guest): void {
  for (const [key, value] of Object.entries(guest.config)) {
    const bridge = /^net\d+$/.test(key) ? /bridge=([^,]+)/.exec(String(value))?.[1] : undefined
    if (bridge !== undefined) call.need(`/sdn/zones/localnetwork/${bridge}`, 'SDN.Use')
  }
}

function clone(call: Call, guest: Guest): string {
  const wish = plan(call, guest)
  const type = guest.type === 'lxc' ? 'vzclone' : 'qmclone'
  return guestTask(call, type, (worker, source) => cloneBody(call, source, worker, wish))
}

/** The new guest is there at once, locked, and the source's lock is held (tried for one second only). */
async function cloneBody(call: Call, source: Guest, worker: Worker, wish: Plan): Promise<void> {
  const { world } = call
  await takeFlock(worker, source, 1)
  needUnlocked(source)
  needWritable(world, source)
  worker.log(`creating a clone of ${source.type === 'lxc' ? 'CT' : 'VM'} ${source.vmid} with ID ${wish.newid}`)
  const made = stub(call, source, wish)
  world.guests.set(made.vmid, made)
  const pool = call.text('pool')
  if (pool !== undefined) world.access.pools.get(pool)?.guests.add(made.vmid)
  world.access.changed()
  world.touch()
  try {
    const running = isRunning(source) && source.type === 'qemu'
    for (const drive of disksOf(source).toSorted((a, b) => (a.key < b.key ? -1 : 1)))
      made.config[drive.key] = await cloneDisk(call, made, drive, { worker, wish: { ...wish, running } })
  } catch (error) {
    world.guests.delete(made.vmid)
    world.touch()
    const text = error instanceof Error ? error.message : String(error)
    throw text === worker.task.interruptText ? error : new Error(`clone failed: ${text}`)
  }
  made.node = wish.target
  made.disksOn = wish.target
  clearLock(world, made)
}

function stub(call: Call, source: Guest, wish: Plan): Guest {
  const { world } = call
  const config: Config = {}
  for (const [key, value] of Object.entries(source.config)) {
    if (!['lock', 'template', 'parent', 'vmstate'].includes(key) && !key.startsWith('unused')) config[key] = value
  }
  const seed = hash(`${wish.newid} ${world.seconds()}`)
  if (source.type === 'qemu') Object.assign(config, { smbios1: `uuid=${uuid(seed)}`, vmgenid: uuid(seed + 1) })
  const key = source.type === 'lxc' ? 'hostname' : 'name'
  config[key] =
    call.text('name') ??
    call.text('hostname') ??
    `Copy-of-${source.type === 'lxc' ? 'CT' : 'VM'}-${String(source.config[key] ?? source.vmid)}`
  for (const one of Object.keys(config)) if (/^net\d+$/.test(one)) config[one] = freshMac(String(config[one]), seed)
  const description = call.text('description')
  if (description !== undefined) config.description = description
  config.lock = source.type === 'lxc' ? 'create' : 'clone'
  const made = makeGuest(
    {
      vmid: wish.newid,
      type: source.type,
      node: source.node,
      run: 'stopped',
      age: 0,
      behaviour: source.behaviour,
      bootTime: source.bootTime,
      agent: source.agent,
    },
    world.now(),
  )
  made.config = config
  return made
}

function freshMac(value: string, seed: number): string {
  const tail = uuid(seed).replaceAll('-', '').slice(0, 6).toUpperCase()
  const mac = `BC:24:11:${tail.slice(0, 2)}:${tail.slice(2, 4)}:${tail.slice(4, 6)}`
  return value.replace(/[0-9A-F]{2}(?::[0-9A-F]{2}){5}/i, mac)
}

async function cloneDisk(call: Call, made: Guest, drive: Drive, how: { worker: Worker; wish: Plan }): Promise<string> {
  const { worker, wish } = how
  const from = call.world.storages.get(drive.storage ?? '')
  const storage = wish.storage ?? from
  if (!storage || !from) return String(drive.volid)
  const cloudInit = drive.volid.includes('cloudinit')
  if (!wish.full && !cloudInit) {
    worker.log(`create linked clone of drive ${drive.key} (${drive.volid})`)
    const text = linked(storage, made, drive)
    describeLinked(storage, made, drive, { text, worker })
    await worker.sleep(0.5)
    return text
  }
  worker.log(`create full clone of drive ${drive.key} (${drive.volid})`)
  const volid = cloudInit
    ? newVolume(storage, made, isFileBased(storage) ? 'raw' : undefined).replace(/disk-\d+/, 'cloudinit')
    : newVolume(storage, made, call.text('format'))
  const path = volumePath(storage, volid)
  worker.log(formatted(path, volid.endsWith('.raw') ? 'raw' : 'qcow2', drive.size))
  if (isFull(storage, made.node))
    throw new Error(`unable to create image: qemu-img: ${path}: Could not write qcow2 header: No space left on device`)
  worker.log(`allocated target volume '${volid}'`)
  if (cloudInit) return [volid, ...drive.options.split(',').filter((part) => part !== '')].join(',')
  if (wish.running === true) {
    await mirror(worker, drive)
    addUsed(storage, made.node, drive.size * 0.3)
    return [volid, `size=${sizeText(drive.size)}`].join(',')
  }
  const steps = cloudInit ? 1 : Math.min(20, Math.max(2, Math.ceil(drive.size / 4 / 1024 ** 3)))
  for (let step = 0; step <= steps; step += 1) {
    worker.log(
      `transferred ${human((drive.size * step) / steps)} of ${human(drive.size)} (${((100 * step) / steps).toFixed(2)}%)`,
    )
    if (step < steps) await worker.sleep(1)
  }
  addUsed(storage, made.node, drive.size * 0.3)
  const rest = drive.options.split(',').filter((part) => part !== '' && !part.startsWith('size='))
  return [volid, ...rest, `size=${sizeText(drive.size)}`].join(',')
}

/** The source goes on writing, so its disk is mirrored until both are the same, and then it is held for a moment. */
async function mirror(worker: Worker, drive: Drive): Promise<void> {
  worker.log(`drive mirror is starting for drive-${drive.key}`)
  const seconds = Math.min(20, Math.max(1, Math.ceil(drive.size / 4 / 1024 ** 3)))
  for (let second = 0; second <= seconds; second += 1) {
    worker.log(
      `mirror-${drive.key}: transferred ${human((drive.size * second) / seconds)} of ${human(drive.size)} (${((100 * second) / seconds).toFixed(2)}%) in ${second}s${second === seconds ? ', ready' : ''}`,
    )
    if (second < seconds) await worker.sleep(1)
  }
  worker.log("all 'mirror' jobs are ready")
  worker.log('skipping guest filesystem freeze - disabled in VM options')
  worker.log('suspend vm')
  worker.log(`mirror-${drive.key}: Cancelling block job`)
  worker.log(`mirror-${drive.key}: Done.`)
  worker.log('resume vm')
}

function describeLinked(storage: Storage, made: Guest, drive: Drive, how: { text: string; worker: Worker }): void {
  if (!isFileBased(storage)) return
  const base = drive.volid.slice(drive.volid.indexOf(':') + 1)
  const file = parseDrive(drive.key, how.text).volid.split('/').at(-1) ?? ''
  how.worker.log(`clone ${base}: images, ${file}, ${made.vmid} to ${file} (base=../${base})`)
  const path = `${pathOf(storage)}/images/${made.vmid}/${file}`
  how.worker.log(formatted(path, 'qcow2', drive.size, base))
}

function linked(storage: Storage, made: Guest, drive: Drive): string {
  const fresh = newVolume(storage, made)
  const base = drive.volid.slice(drive.volid.indexOf(':') + 1)
  const own = fresh.slice(fresh.indexOf(':') + 1)
  const volid = storage.type === 'lvmthin' ? fresh : `${storage.id}:${base}/${own}`
  return [volid, ...drive.options.split(',').filter((part) => part !== '')].join(',')
}

function template(call: Call, guest: Guest): string | null {
  const kind = guest.type === 'lxc' ? 'CT' : 'VM'
  needUnlockedNow(guest)
  if (guest.snapshots.length > 0) throw failure(`unable to create template, because ${kind} contains snapshots`)
  if (isTemplate(guest)) throw failure("you can't convert a template to a template")
  if (isRunning(guest))
    throw failure(
      guest.type === 'lxc'
        ? "you can't convert a CT to template if the CT is running"
        : "you can't convert a VM to template if VM is running",
    )
  if (guest.type === 'lxc') {
    convert(call, guest)
    return null
  }
  return guestTask(call, 'qmtemplate', async (worker, one) => {
    await takeFlock(worker, one)
    needWritable(call.world, one)
    await worker.sleep(0.5)
    convert(call, one)
  })
}

function convert(call: Call, guest: Guest): void {
  needWritable(call.world, guest)
  guest.config.template = 1
  for (const drive of disksOf(guest)) {
    if (!drive.cdrom)
      guest.config[drive.key] = String(guest.config[drive.key]).replace(
        `vm-${guest.vmid}-disk`,
        `base-${guest.vmid}-disk`,
      )
  }
  call.world.touch()
}

function moveDisk(call: Call): string {
  const guest = call.qemu()
  const disk = call.needed('disk')
  const to = call.text('storage')
  if (to === undefined) throw badParams({ storage: 'property is missing and it is not optional' })
  const storage = call.world.storage(to)
  if (!isOnNode(storage, guest.node)) throw failure(`storage '${to}' is not available on node '${guest.node}'`)
  call.need(`/storage/${to}`, 'Datastore.AllocateSpace')
  if (guest.config[disk] === undefined) throw failure(`disk '${disk}' does not exist`)
  if (guest.snapshots.length > 0 && call.flag('delete'))
    throw failure("you can't move a disk with snapshots and delete the source")
  return guestTask(call, 'qmmove', async (worker, one) => {
    await takeFlock(worker, one)
    needUnlocked(one)
    const drive = parseDrive(disk, one.config[disk] ?? '')
    worker.log(
      `copying volume '${drive.volid}' from current storage '${drive.storage ?? ''}' to target storage '${to}'`,
    )
    const made = await cloneDisk(call, one, drive, {
      worker,
      wish: { full: true, target: one.node, storage, newid: one.vmid, running: isRunning(one) },
    })
    one.config[disk] = made
    if (call.flag('delete')) worker.log(`removing source volume '${drive.volid}' after successful copy`)
    else one.config[`unused${Object.keys(one.config).filter((key) => key.startsWith('unused')).length}`] = drive.volid
    call.world.touch()
  })
}

export const cloneHandlers: Handlers = {
  'POST /nodes/{node}/qemu/{vmid}/clone': (call) => clone(call, call.qemu()),
  'POST /nodes/{node}/lxc/{vmid}/clone': (call) => clone(call, call.lxc()),
  'POST /nodes/{node}/qemu/{vmid}/template': (call) => template(call, call.qemu()),
  'POST /nodes/{node}/lxc/{vmid}/template': (call) => template(call, call.lxc()),
  'POST /nodes/{node}/qemu/{vmid}/move_disk': moveDisk,
}
