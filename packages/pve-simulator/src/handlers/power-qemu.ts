import { ownerOf } from '../access/store.ts'
import { formatted, isFull, needUnlocked, needWritable, takeFlock, volumePath } from '../guests/files.ts'
import { quitMachine, shutDownMachine, type ShutdownWish } from '../guests/power.ts'
import { startMachine } from '../guests/start.ts'
import type { Call, Handlers } from '../protocol/context.ts'
import { badParams, failure } from '../protocol/errors.ts'
import type { Task, TaskBody, Worker } from '../tasks/task.ts'
import { drivesOf, isRunning, lockOf, type Guest } from '../world/guest.ts'
import type { World } from '../world/world.ts'
import { haRequest } from './ha-requests.ts'

const rootOnly = [
  'skiplock',
  'keepActive',
  'migratedfrom',
  'stateuri',
  'migration_type',
  'migration_network',
  'targetstorage',
  'force-cpu',
  'nocheck',
]

/** Not even a token of root will do. */
export function refuseRootOnly(call: Call, names: readonly string[]): void {
  const given = names.find((name) => call.params[name] !== undefined)
  if (given !== undefined && call.authid !== 'root@pam') throw badParams({ [given]: 'Only root may use this option.' })
}

/** A task about a guest, which may not exist: most calls find that out inside. */
export function guestTask(call: Call, type: string, body: (worker: Worker, guest: Guest) => Promise<void>): string {
  const { world, node, vmid } = call
  const run: TaskBody = async (worker) => {
    const guest = world.guests.get(vmid)
    if (guest?.node !== node.name) {
      const text =
        type === 'qmstart'
          ? `Configuration file 'nodes/${node.name}/qemu-server/${vmid}.conf' does not exist`
          : `unable to find configuration file for VM ${vmid} on node '${node.name}'`
      throw new Error(text)
    }
    await body(worker, guest)
  }
  return world.tasks.start({ node: node.name, type, id: String(vmid), authid: call.authid }, run)
}

const found = (call: Call): Guest | undefined => {
  const guest = call.world.guests.get(call.vmid)
  return guest?.node === call.node.name ? guest : undefined
}

function start(call: Call): string {
  refuseRootOnly(call, rootOnly)
  call.needQuorum()
  const guest = found(call)
  const ha = guest && haRequest(call, guest, 'start')
  return ha ?? guestTask(call, 'qmstart', (worker, one) => startMachine(call.world, one, worker))
}

function needProcess(guest: Guest): void {
  if (!isRunning(guest)) throw failure(`VM ${guest.vmid} not running`)
}

/** Paused machines cannot hear the button, and PVE says so before it makes a task. */
async function refusePaused(call: Call, guest: Guest): Promise<void> {
  if (guest.behaviour === 'frozen-qemu' && isRunning(guest)) await call.world.scheduler.sleep(5)
  if (['paused', 'prelaunch', 'suspended'].includes(guest.state)) throw failure('VM is paused - cannot shutdown')
}

export function shutdownSeconds(call: Call, guest: Guest): number {
  const configured = /down=(\d+)/.exec(String(guest.config.startup ?? ''))?.[1]
  return call.number('timeout') ?? (configured === undefined ? 60 : Number(configured))
}

async function shutdown(call: Call): Promise<string> {
  refuseRootOnly(call, ['skiplock', 'keepActive'])
  const guest = found(call)
  if (!guest) return guestTask(call, 'qmshutdown', async () => {})
  const force = call.flag('forceStop')
  if (guest.state === 'paused' && force) return stop(call)
  if (isRunning(guest)) await refusePaused(call, guest)
  const ha = haRequest(call, guest, 'shutdown')
  if (ha !== undefined) return ha
  const wish: ShutdownWish = { seconds: shutdownSeconds(call, guest), force }
  return guestTask(call, 'qmshutdown', (worker, one) => shutdownBody(call.world, one, worker, wish))
}

export async function shutdownBody(world: World, guest: Guest, worker: Worker, wish: ShutdownWish): Promise<void> {
  await takeFlock(worker, guest)
  if (!isRunning(guest)) return
  needUnlocked(guest)
  await shutDownMachine(world, guest, worker, wish)
}

/** Ends waiting shutdowns that the caller may end; others are left alone without a word. */
export function overrule(call: Call, worker: Worker, type: string, text?: string): void {
  const { world, node } = call
  const mayAll = call.may(`/nodes/${node.name}`, 'Sys.Modify')
  const own = (authid: string): boolean =>
    call.authid.includes('!') ? authid === call.authid : ownerOf(authid) === call.authid
  const ended = world.tasks
    .running(node.name)
    .filter((task) => task.type === type && task.id === String(call.vmid) && (mayAll || own(task.authid)))
  for (const task of ended) {
    if (text === undefined) world.tasks.stop(task)
    else world.scheduler.after(1, () => endHard(world, task, text))
  }
  if (ended.length > 0) worker.log(`overruled ${type} tasks: ${ended.map((task) => task.upid).join(', ')}`)
}

/** A container's shutdown does not listen to the polite signal, and its log ends with the command that was cut off. */
function endHard(world: World, task: Task, line: string): void {
  if (task.endtime === undefined) task.log.push(line)
  world.tasks.stop(task, true)
}

function stop(call: Call): string {
  refuseRootOnly(call, ['skiplock', 'keepActive', 'migratedfrom'])
  const guest = found(call)
  const overrules = call.flag('overrule-shutdown')
  const service = guest && call.world.haManaged(guest)
  if (service && service.request !== 'ignored' && overrules)
    throw badParams({ 'overrule-shutdown': 'Not applicable for HA resources.' })
  const ha = guest && haRequest(call, guest, 'stop')
  if (ha !== undefined) return ha
  const skip = call.flag('skiplock')
  return guestTask(call, 'qmstop', async (worker, one) => {
    if (overrules) {
      overrule(call, worker, 'qmshutdown')
      await worker.sleep(0.5)
    }
    await takeFlock(worker, one)
    if (!isRunning(one)) return
    if (!skip) needUnlocked(one)
    await quitMachine(call.world, one, worker, call.number('timeout') ?? 60)
  })
}

function reset(call: Call): string {
  refuseRootOnly(call, ['skiplock'])
  needProcess(call.qemu())
  return guestTask(call, 'qmreset', async (worker, guest) => {
    await takeFlock(worker, guest)
    if (!call.flag('skiplock')) needUnlocked(guest)
    if (guest.behaviour === 'frozen-qemu') {
      await worker.sleep(5)
      throw new Error(
        `VM ${guest.vmid} qmp command 'system_reset' failed - unable to connect to VM ${guest.vmid} qmp socket - timeout after 51 retries`,
      )
    }
    // A machine that stood still because of an error stays where it is, at the very beginning.
    if (guest.state === 'io-error') guest.state = 'prelaunch'
  })
}

async function reboot(call: Call): Promise<string> {
  const guest = call.qemu()
  needProcess(guest)
  await refusePaused(call, guest)
  return guestTask(call, 'qmreboot', async (worker, one) => {
    await takeFlock(worker, one)
    needUnlocked(one)
    await shutDownMachine(call.world, one, worker, { seconds: shutdownSeconds(call, one), force: false })
    // The task ends with the machine off; qmeventd starts it again, as root.
    call.world.scheduler.after(0.8, () => {
      call.world.tasks.start({ node: one.node, type: 'qmstart', id: String(one.vmid), authid: 'root@pam' }, (starter) =>
        startMachine(call.world, one, starter),
      )
    })
  })
}

function suspend(call: Call): string {
  refuseRootOnly(call, ['skiplock'])
  const guest = call.qemu()
  needProcess(guest)
  if (!call.flag('todisk')) return guestTask(call, 'qmpause', (worker, one) => pause(one, worker))
  call.need(`/vms/${guest.vmid}`, 'VM.Config.Disk')
  const service = call.world.haManaged(guest)
  if (service && service.request !== 'ignored') throw failure('Cannot suspend HA managed VM to disk')
  return guestTask(call, 'qmsuspend', (worker, one) => hibernate(call, one, worker))
}

async function pause(guest: Guest, worker: Worker): Promise<void> {
  await takeFlock(worker, guest)
  if (guest.state === 'running') guest.state = 'paused'
}

async function hibernate(call: Call, guest: Guest, worker: Worker): Promise<void> {
  const { world } = call
  await takeFlock(worker, guest)
  needUnlocked(guest)
  needWritable(world, guest)
  guest.config.lock = 'suspending'
  world.touch()
  const storage = world.storages.get(call.text('statestorage') ?? drivesOf(guest.config)[0]?.storage ?? 'local')
  const day = new Date(world.now()).toISOString().slice(0, 10)
  const volid = `${storage?.id ?? 'local'}:${guest.vmid}/vm-${guest.vmid}-state-suspend-${day}.raw`
  worker.log(
    storage
      ? formatted(volumePath(storage, volid), 'raw', 658505728)
      : `  Logical volume "vm-${guest.vmid}-state-suspend-${day}" created.`,
  )
  await worker.sleep(0.9)
  guest.busy = true
  await worker.sleep(0.8)
  guest.busy = false
  if (storage && isFull(storage, guest.node)) {
    const cause = 'savevm state setup failed: ram_save_setup failed: Input/output error: Input/output error'
    throw new Error(`VM ${guest.vmid} qmp command 'savevm-start' failed - ${cause}`)
  }
  worker.log('State saved, quitting')
  Object.assign(guest.config, {
    lock: 'suspended',
    vmstate: volid,
    runningmachine: 'pc-i440fx-10.0+pve1',
    runningcpu: 'qemu64',
  })
  guest.state = 'stopped'
  guest.pid = 0
  world.touch()
}

function resume(call: Call): string {
  refuseRootOnly(call, ['skiplock', 'nocheck'])
  const guest = call.qemu()
  if (!isRunning(guest) && lockOf(guest) !== 'suspended') throw failure(`VM ${guest.vmid} not running`)
  if (lockOf(guest) === 'suspended')
    return guestTask(call, 'qmresume', (worker, one) => startMachine(call.world, one, worker))
  return guestTask(call, 'qmresume', async (worker, one) => {
    await takeFlock(worker, one)
    if (one.state === 'paused' || one.state === 'prelaunch') one.state = 'running'
    if (one.state === 'io-error') continueWriting(call.world, one)
  })
}

/** With the storage still full the next write stops the machine again. */
function continueWriting(world: World, guest: Guest): void {
  guest.state = 'running'
  const full = drivesOf(guest.config).some((drive) => {
    const storage = world.storages.get(drive.storage ?? '')
    return storage !== undefined && isFull(storage, guest.node)
  })
  if (full)
    world.scheduler.after(0.7, () => {
      if (guest.state === 'running') guest.state = 'io-error'
    })
}

export const qemuPowerHandlers: Handlers = {
  'GET /nodes/{node}/qemu/{vmid}/status': () =>
    ['current', 'start', 'stop', 'reset', 'shutdown', 'suspend', 'reboot'].map((subdir) => ({ subdir })),
  'POST /nodes/{node}/qemu/{vmid}/status/start': start,
  'POST /nodes/{node}/qemu/{vmid}/status/shutdown': shutdown,
  'POST /nodes/{node}/qemu/{vmid}/status/stop': stop,
  'POST /nodes/{node}/qemu/{vmid}/status/reset': reset,
  'POST /nodes/{node}/qemu/{vmid}/status/reboot': reboot,
  'POST /nodes/{node}/qemu/{vmid}/status/suspend': suspend,
  'POST /nodes/{node}/qemu/{vmid}/status/resume': resume,
}
