import type { Worker } from '../tasks/task.ts'
import { isAgentEnabled, isBooted, isRunning, type Guest } from '../world/guest.ts'
import type { World } from '../world/world.ts'

/** The process has ended, however. `qm cleanup` follows a second later and wants the lock too. */
export function processEnds(world: World, guest: Guest): void {
  if (!isRunning(guest)) return
  guest.state = 'stopped'
  guest.pid = 0
  guest.failedWrites = 0
  guest.frozen = false
  guest.busy = false
  Object.assign(guest.counters, { netin: 0, netout: 0, diskread: 0, diskwrite: 0, at: world.now() })
  const stoppedAt = world.now()
  world.scheduler.after(1, () => cleanUp(world, guest, stoppedAt))
}

/** If the guest runs again by then, the clean-up holds the lock for up to half a minute before it gives up. */
function cleanUp(world: World, guest: Guest, stoppedAt: number): void {
  if (guest.type === 'lxc' || !isRunning(guest) || guest.startedAt < stoppedAt) return
  holdFlock(world, guest, 30)
}

export function holdFlock(world: World, guest: Guest, seconds: number): void {
  const owner = {}
  void guest.flock.take(owner, 60, world.scheduler).then((got) => {
    if (got) world.scheduler.after(seconds, () => guest.flock.release(owner))
  })
}

/** Switched off from inside: no task tells of it. During a backup the process waits for its end. */
export function powersItselfOff(world: World, guest: Guest): void {
  if (!isRunning(guest)) return
  if (guest.type === 'qemu' && guest.config.lock === 'backup') guest.state = 'shutdown'
  else processEnds(world, guest)
}

export function processStarts(world: World, guest: Guest): void {
  guest.state = 'running'
  guest.startedAt = world.now()
  guest.pid = 2000 + (Math.floor(world.now() / 10) % 60_000)
  guest.agentDevice = isAgentEnabled(guest.config)
  Object.assign(guest.counters, { netin: 0, netout: 0, diskread: 0, diskwrite: 0, at: world.now() })
  if (guest.behaviour !== 'powers-off') return
  const started = guest.startedAt
  world.scheduler.after(guest.bootTime + 6, () => {
    if (guest.startedAt === started) powersItselfOff(world, guest)
  })
}

/** What was staged for the next start takes effect. */
export function applyPending(world: World, guest: Guest): void {
  if (Object.keys(guest.pending).length === 0 && guest.pendingDelete.size === 0) return
  Object.assign(guest.config, guest.pending)
  for (const key of guest.pendingDelete) delete guest.config[key]
  guest.pending = {}
  guest.pendingDelete.clear()
  world.touch()
}

/** The agent inside answers: there is one, the machine has its device, and it has booted. */
export function agentAnswers(world: World, guest: Guest): boolean {
  return (
    guest.agent === 'alive' &&
    guest.agentDevice &&
    guest.state === 'running' &&
    guest.behaviour !== 'frozen-qemu' &&
    isBooted(guest, world.now(), world.scheduler.speed)
  )
}

const hearsButton = (world: World, guest: Guest): boolean =>
  guest.state === 'running' &&
  (guest.behaviour === 'obedient' || guest.behaviour === 'powers-off') &&
  isBooted(guest, world.now(), world.scheduler.speed)

export interface ShutdownWish {
  readonly seconds: number
  readonly force: boolean
}

/** Asks the guest to go and waits for it, with the lock held all the time (qemu-server: src/PVE/QemuServer.pm, _do_vm_stop). */
export async function shutDownMachine(world: World, guest: Guest, worker: Worker, wish: ShutdownWish): Promise<void> {
  if (!(await askMachine(world, guest, worker))) {
    if (!wish.force) throw new Error('VM quit/powerdown failed')
    worker.log('VM quit/powerdown failed - terminating now with SIGTERM')
    return killMachine(world, guest, worker)
  }
  if (await worker.until(() => !isRunning(guest) || guest.state === 'shutdown', wish.seconds)) return
  if (!wish.force) throw new Error('VM quit/powerdown failed - got timeout')
  worker.log('VM still running - terminating now with SIGTERM')
  await killMachine(world, guest, worker)
}

async function askMachine(world: World, guest: Guest, worker: Worker): Promise<boolean> {
  if (guest.behaviour === 'frozen-qemu') {
    await worker.sleep(5)
    return false
  }
  if (isAgentEnabled(guest.config) && !agentAnswers(world, guest)) {
    await worker.sleep(3)
    const command = world.pve === '8.4' ? 'qmp' : 'qga'
    worker.log(
      `QEMU Guest Agent is not running - VM ${guest.vmid} ${command} command 'guest-ping' failed - got timeout`,
    )
  } else if (agentAnswers(world, guest) && guest.behaviour === 'ignores-acpi') {
    // The agent obeys even where the power button is ignored.
    goesDown(world, guest)
    return true
  }
  if (hearsButton(world, guest)) goesDown(world, guest)
  return true
}

function goesDown(world: World, guest: Guest): void {
  const started = guest.startedAt
  world.scheduler.after(2 + (guest.seed % 30) / 10, () => {
    if (guest.startedAt === started) powersItselfOff(world, guest)
  })
}

/** SIGTERM, and where that does not help SIGKILL ten seconds later. */
async function killMachine(world: World, guest: Guest, worker: Worker): Promise<void> {
  const stubborn = guest.behaviour === 'frozen-qemu' || writesToHanging(world, guest)
  if (stubborn) {
    await worker.sleep(10)
    worker.log('VM still running - terminating now with SIGKILL')
  }
  await worker.sleep(1)
  processEnds(world, guest)
}

const writesToHanging = (world: World, guest: Guest): boolean =>
  guest.behaviour === 'writes-to-dead-storage' && (world.nodes.get(guest.node)?.hanging.size ?? 0) > 0

/** `quit` over QMP. A process that does not answer is waited for and then ended with signals. */
export async function quitMachine(world: World, guest: Guest, worker: Worker, seconds = 60): Promise<void> {
  if (guest.behaviour === 'frozen-qemu' || writesToHanging(world, guest)) {
    await worker.sleep(seconds)
    worker.log('VM quit/powerdown failed - terminating now with SIGTERM')
    return killMachine(world, guest, worker)
  }
  await worker.sleep(0.5)
  processEnds(world, guest)
}

/** `lxc-stop` waits, and after it has failed the task looks once more for as long (pve-container: src/PVE/LXC.pm). */
export async function shutDownContainer(world: World, guest: Guest, worker: Worker, wish: ShutdownWish): Promise<void> {
  if (hearsButton(world, guest)) goesDown(world, guest)
  if (await worker.until(() => !isRunning(guest), wish.seconds)) return
  if (wish.force) {
    await worker.sleep(1)
    return processEnds(world, guest)
  }
  worker.log(`command 'lxc-stop -n ${guest.vmid} --nokill --timeout ${wish.seconds}' failed: exit code 1`)
  if (await worker.until(() => !isRunning(guest), wish.seconds + 5)) return
  throw new Error('container did not stop')
}
