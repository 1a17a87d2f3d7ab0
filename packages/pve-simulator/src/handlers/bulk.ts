import { startAllBody } from '../cluster/boot.ts'
import { shutdownBody } from './power-qemu.ts'
import { migrateBody } from '../guests/migrate.ts'
import { start } from '../guests/start.ts'
import { takeFlock } from '../guests/files.ts'
import { shutDownContainer } from '../guests/power.ts'
import type { Call, Handlers } from '../protocol/context.ts'
import { failure } from '../protocol/errors.ts'
import type { Task, TaskBody, Worker } from '../tasks/task.ts'
import { isRunning, isTemplate, type Guest } from '../world/guest.ts'
import type { World } from '../world/world.ts'

const kindOf = (guest: Guest): string => (guest.type === 'lxc' ? 'CT' : 'VM')

/** A task of its own for one guest of many. */
function begin(world: World, guest: Guest, given: { verb: string; authid: string; body: TaskBody }): Task | undefined {
  const type = (guest.type === 'lxc' ? 'vz' : 'qm') + given.verb
  const upid = world.tasks.start(
    { node: guest.node, type: type === 'qmmigrate' ? 'qmigrate' : type, id: String(guest.vmid), authid: given.authid },
    given.body,
  )
  return world.tasks.byUpid.get(upid)
}

async function each(
  world: World,
  guest: Guest,
  given: { verb: string; authid: string; body: TaskBody },
  worker: Worker,
): Promise<void> {
  const task = begin(world, guest, given)
  await worker.until(() => task?.endtime !== undefined, 24 * 3600)
}

const stopper =
  (world: World, guest: Guest, wish: { seconds: number; force: boolean }): TaskBody =>
  async (worker) => {
    if (guest.type === 'qemu') return shutdownBody(world, guest, worker, wish)
    await takeFlock(worker, guest)
    await shutDownContainer(world, guest, worker, wish)
  }

function chosen(call: Call): Guest[] {
  const wanted = call.list('vms').map(Number)
  return call.world
    .guestsOn(call.node.name)
    .filter((guest) => (wanted.length === 0 || wanted.includes(guest.vmid)) && !isTemplate(guest))
}

function nodeTask(call: Call, type: string, body: TaskBody): string {
  return call.world.tasks.start({ node: call.node.name, type, id: '', authid: call.authid }, body)
}

function needRights(call: Call): void {
  const vms = call.list('vms')
  if (vms.length === 0) call.need('/', 'VM.PowerMgmt')
  for (const vmid of vms) call.need(`/vms/${vmid}`, 'VM.PowerMgmt')
}

function startAll(call: Call): string {
  needRights(call)
  return nodeTask(call, 'startall', (worker) =>
    startAllBody(call.world, call.node, worker, {
      force: call.flag('force'),
      vmids: call.list('vms').map(Number),
      authid: call.authid,
    }),
  )
}

function stopAll(call: Call): string {
  needRights(call)
  const seconds = call.number('timeout') ?? 180
  return nodeTask(call, 'stopall', async (worker) => {
    const running = chosen(call)
      .filter(isRunning)
      .toSorted((a, b) => b.vmid - a.vmid)
    for (const guest of running) worker.log(`Stopping ${kindOf(guest)} ${guest.vmid} (timeout = ${seconds} seconds)`)
    const wish = { seconds, force: call.params['force-stop'] === undefined || call.flag('force-stop') }
    for (const guest of running) launch(call, guest, 'shutdown', stopper(call.world, guest, wish))
    await worker.until(() => running.every((guest) => !isRunning(guest)), seconds + 30)
  })
}

const launch = (call: Call, guest: Guest, verb: string, body: TaskBody): void => {
  call.world.tasks.start(
    {
      node: guest.node,
      type: (guest.type === 'lxc' ? 'vz' : 'qm') + verb,
      id: String(guest.vmid),
      authid: call.authid,
    },
    body,
  )
}

const pauser =
  (guest: Guest): TaskBody =>
  async (worker) => {
    await takeFlock(worker, guest)
    if (guest.state === 'running') guest.state = 'paused'
  }

function suspendAll(call: Call): string {
  needRights(call)
  return nodeTask(call, 'suspendall', async (worker) => {
    for (const guest of chosen(call).filter((one) => isRunning(one) && one.type === 'qemu')) {
      worker.log(`Suspending VM ${guest.vmid}`)
      await each(call.world, guest, { verb: 'pause', authid: call.authid, body: pauser(guest) }, worker)
    }
  })
}

function migrateAll(call: Call): string {
  const target = call.needed('target')
  if (target === call.node.name) throw failure('target is local node.')
  call.world.node(target)
  call.needQuorum()
  return nodeTask(call, 'migrateall', async (worker) => {
    for (const guest of chosen(call)) {
      worker.log(`Migrating ${kindOf(guest)} ${guest.vmid}`)
      await each(call.world, guest, { verb: 'migrate', authid: call.authid, body: mover(call, guest, target) }, worker)
    }
  })
}

const mover =
  (call: Call, guest: Guest, target: string): TaskBody =>
  (worker) =>
    migrateBody(call.world, guest, worker, { target, online: true, withLocalDisks: call.flag('with-local-disks') })

interface Bulk {
  readonly type: string
  readonly title: (ids: string) => string
  /** Why a guest is left out; the task then ends with warnings. */
  readonly skip: (guest: Guest) => string | undefined
  readonly line: (guest: Guest) => string
  readonly verb: string
  readonly body: (guest: Guest) => TaskBody
}

/** The cluster-wide actions of 9: one task on the asked node and one for each guest on its own. Unknown ids are passed over. */
function bulk(call: Call, how: Bulk): string {
  const { world } = call
  const ids = call.list('vms').map(Number)
  const all = [...world.guests.values()]
    .toSorted((a, b) => a.vmid - b.vmid)
    .filter(
      (guest) =>
        (ids.length === 0 || ids.includes(guest.vmid)) &&
        !isTemplate(guest) &&
        call.may(`/vms/${guest.vmid}`, 'VM.PowerMgmt', 'VM.Migrate'),
    )
  return nodeTask(call, how.type, async (worker) => {
    worker.log(how.title((ids.length > 0 ? ids : all.map((guest) => guest.vmid)).join(', ')))
    const failed: number[] = []
    const left = all.filter((guest) => how.skip(guest) === undefined)
    const oneByOne = how.verb === 'migrate'
    const tasks: { guest: Guest; task: Task | undefined }[] = []
    for (const guest of left) {
      worker.log(how.line(guest))
      const task = begin(world, guest, { verb: how.verb, authid: call.authid, body: how.body(guest) })
      tasks.push({ guest, task })
      if (oneByOne) await worker.until(() => task?.endtime !== undefined, 24 * 3600)
    }
    for (const guest of all) {
      const reason = how.skip(guest)
      if (!left.includes(guest) && reason !== undefined)
        worker.warn(`Skipping ${kindOf(guest)} ${guest.vmid}, ${reason}`)
    }
    await worker.until(() => tasks.every(({ task }) => task?.endtime !== undefined), 24 * 3600)
    for (const { guest, task } of tasks) {
      if (task?.status === 'OK' || !oneByOne) continue
      failed.push(guest.vmid)
      worker.warn(`Migrating ${kindOf(guest)} ${guest.vmid} failed: ${task?.status ?? ''}`)
    }
    if (failed.length > 0) throw new Error(`Some guests failed to migrate ${failed.join(', ')}`)
  })
}

const bulkStart = (call: Call): string =>
  bulk(call, {
    type: 'bulk-start',
    verb: 'start',
    title: (ids: string) => `Starting guests: ${ids}`,
    skip: (guest) => (isRunning(guest) ? 'already running.' : undefined),
    line: (guest) => `Starting ${kindOf(guest)} ${guest.vmid}`,
    body: (guest) => (worker) => start(call.world, guest, worker),
  })

function bulkShutdown(call: Call): string {
  const seconds = call.number('timeout') ?? 180
  const wish = { seconds, force: call.params['force-stop'] === undefined || call.flag('force-stop') }
  return bulk(call, {
    type: 'bulk-shutdown',
    verb: 'shutdown',
    title: (ids: string) => `Shutting down guests: ${ids}`,
    skip: (guest) => (guest.state === 'paused' ? 'resume paused VM before shutdown.' : undefined),
    line: (guest) => `Shutting down ${kindOf(guest)} ${guest.vmid} (Timeout = ${seconds} seconds)`,
    body: (guest) => stopper(call.world, guest, wish),
  })
}

const bulkSuspend = (call: Call): string =>
  bulk(call, {
    type: 'bulk-suspend',
    verb: 'pause',
    title: (ids: string) => `Suspending guests: ${ids}`,
    skip: () => undefined,
    line: (guest) => `Suspending ${kindOf(guest)} ${guest.vmid}`,
    body: pauser,
  })

function bulkMigrate(call: Call): string {
  const target = call.text('target') ?? call.needed('target-node')
  return bulk(call, {
    type: 'bulk-migrate',
    verb: 'migrate',
    title: (ids: string) => `Migrating guests to ${target}: ${ids}`,
    skip: (guest) => (guest.node === target ? `already on ${target}.` : undefined),
    line: (guest) => `Migrating ${kindOf(guest)} ${guest.vmid}`,
    body: (guest) => mover(call, guest, target),
  })
}

export const bulkHandlers: Handlers = {
  'POST /nodes/{node}/startall': startAll,
  'POST /nodes/{node}/stopall': stopAll,
  'POST /nodes/{node}/suspendall': suspendAll,
  'POST /nodes/{node}/migrateall': migrateAll,
  'POST /cluster/bulk-action/guest/start': bulkStart,
  'POST /cluster/bulk-action/guest/shutdown': bulkShutdown,
  'POST /cluster/bulk-action/guest/suspend': bulkSuspend,
  'POST /cluster/bulk-action/guest/migrate': bulkMigrate,
}
