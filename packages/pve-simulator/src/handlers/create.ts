import { allocateDrives, checkDrives } from '../guests/drives.ts'
import { needConfigRights } from '../guests/config-rights.ts'
import { needUnlocked, needWritable, takeFlock } from '../guests/files.ts'
import { start } from '../guests/start.ts'
import type { Call, Handlers } from '../protocol/context.ts'
import { denied, failure, noQuorum } from '../protocol/errors.ts'
import { hash, uuid } from '../sim/random.ts'
import type { Worker } from '../tasks/task.ts'
import { drivesOf, isRunning, makeGuest, type Config, type Guest } from '../world/guest.ts'
import { addUsed, pathOf } from '../world/storage.ts'
import { configOf } from './config-qemu.ts'
import { refuseRootOnly } from './power-qemu.ts'

const notStored = new Set([
  'archive',
  'force',
  'live-restore',
  'pool',
  'start',
  'storage',
  'unique',
  'bwlimit',
  'ostemplate',
  'password',
  'ssh-public-keys',
  'restore',
  'ignore-unpack-errors',
  'ha-managed',
])

function create(call: Call, type: Guest['type']): string {
  const { world, vmid } = call
  const kind = type === 'lxc' ? 'CT' : 'VM'
  const pool = call.text('pool')
  const mayAllocate =
    call.may(`/vms/${vmid}`, 'VM.Allocate') || (pool !== undefined && call.may(`/pool/${pool}`, 'VM.Allocate'))
  if (!mayAllocate) throw denied()
  const config = Object.fromEntries(Object.entries(configOf(call)).filter(([key]) => !notStored.has(key)))
  needConfigRights(call, type === 'lxc' ? withoutRoot(config) : config)
  checkDrives(call, config)
  if (!world.isWritable(call.node)) throw noQuorum()
  const there = world.guests.get(vmid)
  if (there && !call.flag('force')) {
    const text = `${kind} ${vmid} already exists on node '${there.node}'`
    throw failure(type === 'lxc' ? text : `unable to create VM ${vmid} - ${text}`)
  }
  if (pool !== undefined && !world.access.pools.has(pool)) throw failure(`no such pool '${pool}'`)
  const body = (worker: Worker): Promise<void> => createBody(call, type, config, worker)
  const restores = call.params.archive !== undefined || call.flag('restore')
  const names =
    type === 'lxc' ? { create: 'vzcreate', restore: 'vzrestore' } : { create: 'qmcreate', restore: 'qmrestore' }
  return world.tasks.start(
    { node: call.node.name, type: restores ? names.restore : names.create, id: String(vmid), authid: call.authid },
    body,
  )
}

/** A privileged container is made with a root token, too: nothing of its first configuration is for root's ticket only. */
const withoutRoot = ({ arch: _arch, ostype: _ostype, ...rest }: Config): Config => rest

async function createBody(call: Call, type: Guest['type'], config: Config, worker: Worker): Promise<void> {
  const { world, node, vmid } = call
  const kind = type === 'lxc' ? 'CT' : 'VM'
  const guest = makeGuest({ vmid, type, node: node.name, run: 'stopped', age: 0 }, world.now())
  guest.config = { ...base(vmid, type, world.seconds()), ...withMacs(config, vmid) }
  guest.config.lock = 'create'
  needWritable(world, guest)
  world.guests.set(vmid, guest)
  world.touch()
  try {
    needMedia(call, config)
    await unpack(call, worker)
    const drives = Object.fromEntries(Object.entries(guest.config).filter(([key]) => key !== 'lock'))
    guest.config = {
      ...allocateDrives(call, { ...guest, config: {} }, drives, (line) => worker.log(line)),
      lock: 'create',
    }
    await worker.sleep(1)
  } catch (error) {
    world.guests.delete(vmid)
    world.touch()
    const text = error instanceof Error ? error.message : String(error)
    if (type === 'lxc') worker.log(text)
    throw new Error(`unable to create ${kind} ${vmid} - ${text}`)
  }
  delete guest.config.lock
  const pool = call.text('pool')
  if (pool !== undefined) world.access.pools.get(pool)?.guests.add(vmid)
  world.access.changed()
  world.touch()
  if (call.flag('start'))
    world.tasks.start(
      { node: node.name, type: type === 'lxc' ? 'vzstart' : 'qmstart', id: String(vmid), authid: call.authid },
      (starter) => start(world, guest, starter),
    )
}

function base(vmid: number, type: Guest['type'], seconds: number): Config {
  const seed = hash(`${vmid} ${seconds}`)
  if (type === 'lxc') return { arch: 'amd64', ostype: 'debian', memory: 512, swap: 512, hostname: `CT${vmid}` }
  return { smbios1: `uuid=${uuid(seed)}`, vmgenid: uuid(seed + 1), meta: `creation-qemu=10.0.13,ctime=${seconds}` }
}

function withMacs(config: Config, vmid: number): Config {
  const tail = uuid(hash(`mac ${vmid}`))
    .slice(0, 6)
    .toUpperCase()
  const mac = `BC:24:11:${tail.slice(0, 2)}:${tail.slice(2, 4)}:${tail.slice(4, 6)}`
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => {
      const text = String(value)
      if (!/^net\d+$/.test(key) || /[0-9A-F]{2}(?::[0-9A-F]{2}){5}/i.test(text)) return [key, value]
      const model = /^(?:model=)?(virtio|e1000e?|rtl8139|vmxnet3)(?=,|$)/.exec(text)?.[1]
      return [key, model === undefined ? `${text},hwaddr=${mac}` : text.replace(/^(?:model=)?[^,]*/, `${model}=${mac}`)]
    }),
  )
}

function needMedia(call: Call, config: Config): void {
  const asked = [
    call.text('ostemplate'),
    call.text('archive'),
    ...drivesOf(config)
      .filter((drive) => drive.cdrom)
      .map((drive) => drive.volid),
  ]
  for (const volid of asked) {
    if (volid === undefined || volid === 'none' || volid.includes('cloudinit') || !volid.includes(':')) continue
    const storage = call.world.storages.get(volid.split(':')[0] ?? '')
    if (!storage?.volumes.some((one) => `${storage.id}:${one.name}` === volid))
      throw new Error(`volume '${volid}' does not exist`)
  }
}

async function unpack(call: Call, worker: Worker): Promise<void> {
  const template = call.text('ostemplate')
  const archive = call.text('archive')
  if (archive !== undefined) {
    worker.log(`restore vma archive: ${archive}`)
    for (let percent = 0; percent <= 100; percent += 20) {
      worker.log(`progress ${percent}% (read ${percent * 10_737_418} bytes, duration ${percent / 10} sec)`)
      await worker.sleep(2)
    }
  } else if (template !== undefined) {
    const storage = call.world.storages.get(template.split(':')[0] ?? '')
    worker.log(
      `extracting archive '${storage ? pathOf(storage) : ''}/template/cache/${template.split('/').at(-1) ?? ''}'`,
    )
    const size = storage?.volumes.find((one) => `${storage.id}:${one.name}` === template)?.size ?? 0
    await worker.sleep(0.3 + size / (40 * 1024 ** 2))
    worker.log('Total bytes read: 530104320 (506MiB, 180MiB/s)')
  }
}

function destroy(call: Call, guest: Guest): string {
  refuseRootOnly(call, ['skiplock'])
  const { world } = call
  const lxc = guest.type === 'lxc'
  if (Number(guest.config.protection ?? 0) === 1)
    throw failure(`can't remove ${lxc ? 'CT' : 'VM'} ${guest.vmid} - protection mode enabled`)
  if (lxc) needUnlocked(guest)
  const service = world.haManaged(guest)
  if (service && !call.flag('purge'))
    throw failure(
      `unable to remove ${lxc ? 'CT' : 'VM'} ${guest.vmid} - used in HA resources and purge parameter not set.`,
    )
  const job = world.replications.find((one) => one.guest === guest.vmid)
  if (job && !call.flag('purge'))
    throw failure(`There is a replication job '${job.id}' for guest '${guest.vmid}' - Please remove that first.`)
  if (isRunning(guest))
    throw failure(
      lxc
        ? `unable to destroy CT ${guest.vmid} - container is running`
        : `VM ${guest.vmid} is running - destroy failed`,
    )
  return world.tasks.start(
    { node: guest.node, type: lxc ? 'vzdestroy' : 'qmdestroy', id: String(guest.vmid), authid: call.authid },
    (worker) => destroyBody(call, guest, worker),
  )
}

/** The disks go first. Without a quorum the configuration then cannot be removed, and stays behind without them. */
async function destroyBody(call: Call, guest: Guest, worker: Worker): Promise<void> {
  const { world } = call
  await takeFlock(worker, guest)
  if (!call.flag('skiplock')) needUnlocked(guest)
  for (const drive of drivesOf(guest.config)) removeVolume(call, guest, drive.volid, worker)
  await worker.sleep(0.8)
  guest.disksOn = ''
  needWritable(world, guest)
  if (call.flag('purge')) purge(call, guest, worker)
  world.guests.delete(guest.vmid)
  for (const pool of world.access.pools.values()) pool.guests.delete(guest.vmid)
  world.access.acl = world.access.acl.filter((entry) => entry.path !== `/vms/${guest.vmid}`)
  world.access.changed()
  world.touch()
}

function removeVolume(call: Call, guest: Guest, volid: string, worker: Worker): void {
  const user = [...call.world.guests.values()].find(
    (one) =>
      one !== guest &&
      volid.includes(`base-${guest.vmid}-`) &&
      drivesOf(one.config).some((drive) => drive.volid.includes(`${volid.split(':')[1] ?? ''}/`)),
  )
  if (user) throw new Error(`base volume '${volid}' is still in use by linked cloned`)
  const storage = call.world.storages.get(volid.split(':')[0] ?? '')
  if (!storage) return
  if (guest.disksOn !== guest.node && !storage.shared) {
    worker.log(`disk image '${pathOf(storage)}/images/${volid.split(':')[1] ?? ''}' does not exist`)
    return
  }
  addUsed(storage, guest.node, -(1024 ** 3))
}

function purge(call: Call, guest: Guest, worker: Worker): void {
  const { world } = call
  const lxc = guest.type === 'lxc'
  worker.log(`purging ${lxc ? 'CT' : 'VM'} ${guest.vmid} from related configurations..`)
  const sid = `${lxc ? 'ct' : 'vm'}:${guest.vmid}`
  const service = world.services.get(sid)
  if (service) {
    service.deleted = true
    worker.log(`NOTE: removed ${lxc ? 'CT' : 'VM'} ${guest.vmid} from HA resource configuration.`)
  }
  world.replications = world.replications.filter((one) => one.guest !== guest.vmid)
  world.jobs = world.jobs.map((job) =>
    job.vmid === undefined
      ? job
      : {
          ...job,
          vmid: job.vmid
            .split(',')
            .filter((id) => id !== String(guest.vmid))
            .join(','),
        },
  )
}

export const createHandlers: Handlers = {
  'POST /nodes/{node}/qemu': (call) => create(call, 'qemu'),
  'POST /nodes/{node}/lxc': (call) => create(call, 'lxc'),
  'DELETE /nodes/{node}/qemu/{vmid}': (call) => destroy(call, call.qemu()),
  'DELETE /nodes/{node}/lxc/{vmid}': (call) => destroy(call, call.lxc()),
}
