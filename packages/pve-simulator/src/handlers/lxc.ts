import { allocateDrives, checkDrives } from '../guests/drives.ts'
import { needConfigRights } from '../guests/config-rights.ts'
import { digestOf, needDigest } from '../guests/digest.ts'
import { lockedText, needUnlocked, needWritable, takeFlock, withFlock } from '../guests/files.ts'
import { processEnds, shutDownContainer } from '../guests/power.ts'
import { startContainer } from '../guests/start.ts'
import type { Call, Handlers } from '../protocol/context.ts'
import { failure } from '../protocol/errors.ts'
import { isRunning, isTemplate, lockOf, parseDrive, sizeText, type Guest } from '../world/guest.ts'
import { configOf, newSize, pendingRows } from './config-qemu.ts'
import { haRequest } from './ha-requests.ts'
import { guestTask, overrule, refuseRootOnly, shutdownSeconds } from './power-qemu.ts'

type Row = Record<string, unknown>

/** A container that does not run is refused at once, where a machine would get a task. */
const needProcess = (guest: Guest, kind = 'CT'): void => {
  if (!isRunning(guest)) throw failure(`${kind} ${guest.vmid} not running`)
}

function start(call: Call): string {
  refuseRootOnly(call, ['skiplock'])
  call.needQuorum()
  const guest = call.world.guests.get(call.vmid)
  if (guest?.node === call.node.name) {
    if (isRunning(guest)) throw failure(`CT ${guest.vmid} already running`)
    if (isTemplate(guest)) throw failure('got no worker upid - start worker failed')
    const ha = haRequest(call, guest, 'start')
    if (ha !== undefined) return ha
  }
  const { world, node, vmid } = call
  return world.tasks.start(
    { node: node.name, type: 'vzstart', id: String(vmid), authid: call.authid },
    async (worker) => {
      await startContainer(world, world.guest(node.name, vmid, 'lxc'), worker)
    },
  )
}

function shutdown(call: Call): string {
  const guest = call.lxc()
  needProcess(guest)
  const ha = haRequest(call, guest, 'shutdown')
  if (ha !== undefined) return ha
  const wish = { seconds: shutdownSeconds(call, guest), force: call.flag('forceStop') }
  return guestTask(call, 'vzshutdown', async (worker, one) => {
    await takeFlock(worker, one)
    needUnlocked(one)
    await shutDownContainer(call.world, one, worker, wish)
  })
}

function stop(call: Call): string {
  refuseRootOnly(call, ['skiplock'])
  const guest = call.lxc()
  needProcess(guest)
  const ha = haRequest(call, guest, 'stop')
  if (ha !== undefined) return ha
  return guestTask(call, 'vzstop', async (worker, one) => {
    if (call.flag('overrule-shutdown')) {
      const seconds = shutdownSeconds(call, one)
      const line = `command 'lxc-stop -n ${one.vmid} --nokill --timeout ${seconds}' failed: received interrupt`
      overrule(call, worker, 'vzshutdown', line)
    }
    await takeFlock(worker, one)
    if (!call.flag('skiplock') && lockOf(one) !== undefined && lockOf(one) !== 'mounted')
      throw new Error(lockedText(one))
    await worker.sleep(1.2)
    processEnds(call.world, one)
  })
}

/** Unlike a machine it is killed after the timeout, and a lock is met only when it is to start again. */
function reboot(call: Call): string {
  const guest = call.lxc()
  needProcess(guest, 'VM')
  const wish = { seconds: shutdownSeconds(call, guest), force: true }
  return guestTask(call, 'vzreboot', async (worker, one) => {
    await takeFlock(worker, one)
    await shutDownContainer(call.world, one, worker, wish)
    if (lockOf(one) !== undefined) {
      worker.log('run_buffer: 571 Script exited with status 255')
      worker.log(`lxc_init: 845 Failed to run lxc.hook.pre-start for container "${one.vmid}"`)
      worker.log(`__lxc_start: 2039 Failed to initialize container "${one.vmid}"`)
      throw new Error(`startup for container '${one.vmid}' failed`)
    }
    worker.unlock(one.flock)
    await startContainer(call.world, one, worker)
  })
}

function suspend(call: Call): string {
  needProcess(call.lxc())
  return guestTask(call, 'vzsuspend', async () => {
    throw new Error('lxc-checkpoint failed: CRIU is not available')
  })
}

function config(call: Call): Row {
  const guest = call.lxc()
  const merged: Row = { ...guest.config, ...(call.flag('current') ? {} : guest.pending) }
  if (guest.parent !== undefined) merged.parent = guest.parent
  return { ...merged, digest: digestOf(guest) }
}

const hot =
  /^(?:hostname|description|tags|onboot|startup|protection|lock|memory|swap|cores|cpulimit|cpuunits|net\d+|nameserver|searchdomain)$/

/** The lock is judged first and nothing skips it: only `pct unlock` in a shell helps. Setting one is allowed. */
async function put(call: Call): Promise<null> {
  const set = configOf(call)
  const remove = call.list('delete')
  const { lock: _lock, ...judged } = set
  needConfigRights(
    call,
    judged,
    remove.filter((key) => key !== 'lock'),
  )
  checkDrives(call, set)
  const guest = call.lxc()
  await withFlock(call.world, guest, () => {
    needUnlocked(guest)
    needDigest(call, guest)
    needWritable(call.world, guest)
    for (const key of remove) {
      if (isRunning(guest) && !hot.test(key)) guest.pendingDelete.add(key)
      else delete guest.config[key]
    }
    const made = allocateDrives(call, guest, set, () => {})
    for (const [key, value] of Object.entries(made)) {
      if (isRunning(guest) && !hot.test(key)) guest.pending[key] = value
      else guest.config[key] = value
    }
    call.world.touch()
  })
  return null
}

function resize(call: Call): string {
  const disk = call.needed('disk')
  call.lxc()
  return guestTask(call, 'resize', async (worker, guest) => {
    await takeFlock(worker, guest)
    needUnlocked(guest)
    const value = guest.config[disk]
    if (value === undefined) throw new Error(`disk '${disk}' does not exist`)
    const drive = parseDrive(disk, value)
    if (drive.volid.includes('subvol')) throw new Error("can't resize this image format")
    const size = newSize(call.needed('size'), drive.size)
    if (size < drive.size) throw new Error('unable to shrink disk size')
    if (size === drive.size) throw new Error('disk is already at specified size')
    needWritable(call.world, guest)
    await worker.sleep(1)
    guest.config[disk] = `${drive.volid},size=${sizeText(size)}`
    call.world.touch()
  })
}

export const lxcHandlers: Handlers = {
  'GET /nodes/{node}/lxc/{vmid}/status': () =>
    ['current', 'start', 'stop', 'shutdown', 'reboot', 'suspend', 'resume'].map((subdir) => ({ subdir })),
  'POST /nodes/{node}/lxc/{vmid}/status/start': start,
  'POST /nodes/{node}/lxc/{vmid}/status/shutdown': shutdown,
  'POST /nodes/{node}/lxc/{vmid}/status/stop': stop,
  'POST /nodes/{node}/lxc/{vmid}/status/reboot': reboot,
  'POST /nodes/{node}/lxc/{vmid}/status/suspend': suspend,
  'GET /nodes/{node}/lxc/{vmid}/config': config,
  'PUT /nodes/{node}/lxc/{vmid}/config': put,
  'GET /nodes/{node}/lxc/{vmid}/pending': (call) => [
    ...pendingRows(call.lxc()),
    { key: 'digest', value: digestOf(call.lxc()) },
  ],
  'PUT /nodes/{node}/lxc/{vmid}/resize': resize,
}
