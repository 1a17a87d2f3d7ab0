import { digestOf } from '../guests/digest.ts'
import { needUnlocked, needWritable, takeFlock } from '../guests/files.ts'
import { holdFlock, processEnds, processStarts } from '../guests/power.ts'
import { clearLock, setLock } from '../guests/start.ts'
import type { Call, Handler, Handlers } from '../protocol/context.ts'
import { badParams, failure } from '../protocol/errors.ts'
import { maxMemory, drivesOf, isAgentEnabled, isRunning, type Guest, type Snapshot } from '../world/guest.ts'
import { agentAnswers } from '../guests/power.ts'
import type { Worker } from '../tasks/task.ts'
import { guestTask } from './power-qemu.ts'

type Row = Record<string, unknown>
type Kind = Guest['type']

const guestOf = (call: Call, kind: Kind): Guest => (kind === 'lxc' ? call.lxc() : call.qemu())
const prefix = (kind: Kind): string => (kind === 'lxc' ? 'vz' : 'qm')

const list =
  (kind: Kind): Handler =>
  (call) => {
    const guest = guestOf(call, kind)
    const rows: Row[] = guest.snapshots.map((one) => ({
      name: one.name,
      description: one.description,
      snaptime: one.snaptime,
      ...(kind === 'qemu' ? { vmstate: one.vmstate ? 1 : 0 } : {}),
      ...(one.parent === undefined ? {} : { parent: one.parent }),
      ...(one.snapstate === undefined ? {} : { snapstate: one.snapstate }),
    }))
    const current: Row = {
      name: 'current',
      description: 'You are here!',
      digest: digestOf(guest),
      running: isRunning(guest) ? 1 : 0,
    }
    if (guest.parent !== undefined) current.parent = guest.parent
    return [...rows, current]
  }

/** Plain folders cannot snapshot raw images, and nothing can where a device is passed through. */
function needFeature(call: Call, guest: Guest): void {
  const able = drivesOf(guest.config)
    .filter((drive) => !drive.cdrom && !drive.key.startsWith('unused'))
    .every((drive) => {
      const type = call.world.storages.get(drive.storage ?? '')?.type
      return type === 'lvmthin' || type === 'zfspool' || (guest.type === 'qemu' && drive.volid.endsWith('.qcow2'))
    })
  if (!able) throw new Error('snapshot feature is not available')
}

const create =
  (kind: Kind): Handler =>
  (call) => {
    guestOf(call, kind)
    const name = call.needed('snapname')
    if (name === 'current' || name === 'pending')
      throw badParams({ snapname: `unable to use snapshot name '${name}' (reserved name)` })
    return guestTask(call, `${prefix(kind)}snapshot`, (worker, guest) => makeSnapshot(call, guest, worker, name))
  }

async function makeSnapshot(call: Call, guest: Guest, worker: Worker, name: string): Promise<void> {
  const { world } = call
  await takeFlock(worker, guest)
  needUnlocked(guest)
  if (guest.snapshots.some((one) => one.name === name)) throw new Error(`snapshot name '${name}' already used`)
  needFeature(call, guest)
  setLock(world, guest, 'snapshot')
  const withMemory = call.flag('vmstate') && isRunning(guest) && guest.type === 'qemu'
  const made: Snapshot = {
    name,
    description: call.text('description') ?? '',
    snaptime: world.seconds(),
    vmstate: withMemory,
    parent: guest.parent,
    snapstate: 'prepare',
    config: { ...guest.config },
  }
  delete made.config.lock
  guest.snapshots.push(made)
  worker.unlock(guest.flock)
  await describe(call, guest, worker, made)
  await takeFlock(worker, guest)
  made.snapstate = undefined
  guest.parent = name
  clearLock(world, guest)
}

async function describe(call: Call, guest: Guest, worker: Worker, made: Snapshot): Promise<void> {
  if (made.vmstate) {
    worker.log(
      `Formatting '/var/lib/vz/images/${guest.vmid}/vm-${guest.vmid}-state-${made.name}.raw', fmt=raw size=591396864 preallocation=off`,
    )
    worker.log("saving VM state and RAM using storage 'local'")
    const seconds = Math.min(20, Math.ceil(maxMemory(guest) / (300 * 1024 ** 2)))
    for (let second = 0; second < seconds; second += 1) {
      worker.log(`${(second * 300 + 2.26).toFixed(2)} MiB in ${second}s`)
      await worker.sleep(1)
    }
    worker.log(`completed saving the VM state in ${seconds}s, saved ${(seconds * 300).toFixed(2)} MiB`)
  } else if (guest.type === 'qemu' && isRunning(guest)) {
    const text = isAgentEnabled(guest.config)
      ? agentAnswers(call.world, guest)
        ? undefined
        : 'agent configured but not running?'
      : 'disabled in VM options'
    if (text !== undefined) worker.log(`skipping guest filesystem freeze - ${text}`)
  }
  await worker.sleep(1)
  for (const drive of drivesOf(guest.config).filter((one) => !one.cdrom && !one.key.startsWith('unused'))) {
    worker.log(`snapshotting 'drive-${drive.key}' (${drive.volid})`)
    if (drive.volid.endsWith('.qcow2') && isRunning(guest)) worker.log('internal qemu snapshot')
  }
}

const remove =
  (kind: Kind): Handler =>
  (call) => {
    guestOf(call, kind)
    const name = call.needed('snapname')
    return guestTask(call, `${prefix(kind)}delsnapshot`, async (worker, guest) => {
      await takeFlock(worker, guest)
      const snapshot = guest.snapshots.find((one) => one.name === name)
      if (!snapshot) throw new Error(`snapshot '${name}' does not exist`)
      if (!call.flag('force')) needUnlocked(guest)
      setLock(call.world, guest, 'snapshot-delete')
      snapshot.snapstate = 'delete'
      worker.unlock(guest.flock)
      await worker.sleep(2)
      for (const one of guest.snapshots) if (one.parent === name) one.parent = snapshot.parent
      if (guest.parent === name) guest.parent = snapshot.parent
      guest.snapshots = guest.snapshots.filter((one) => one !== snapshot)
      clearLock(call.world, guest)
    })
  }

const rollback =
  (kind: Kind): Handler =>
  (call) => {
    guestOf(call, kind)
    const name = call.needed('snapname')
    return guestTask(call, `${prefix(kind)}rollback`, async (worker, guest) => {
      await takeFlock(worker, guest)
      const snapshot = guest.snapshots.find((one) => one.name === name)
      if (!snapshot) throw new Error(`snapshot '${name}' does not exist`)
      needUnlocked(guest)
      needLatest(call, guest, snapshot)
      setLock(call.world, guest, 'rollback')
      guest.busy = isRunning(guest)
      await worker.sleep(0.4)
      processEnds(call.world, guest)
      await worker.sleep(1)
      guest.config = { ...snapshot.config }
      guest.parent = name
      clearLock(call.world, guest)
      if (!snapshot.vmstate && !call.flag('start')) return
      worker.log("netdev net0: using 'host_mtu=1500' for migration compat")
      processStarts(call.world, guest)
      worker.unlock(guest.flock)
      // The clean-up after the old process finds the new one and waits.
      holdFlock(call.world, guest, 30)
    })
  }

/** ZFS can only go back to the newest. */
function needLatest(call: Call, guest: Guest, snapshot: Snapshot): void {
  const drive = drivesOf(guest.config).find((one) => call.world.storages.get(one.storage ?? '')?.type === 'zfspool')
  const newest = guest.snapshots.toSorted((a, b) => b.snaptime - a.snaptime)[0]
  if (drive && newest !== snapshot)
    throw new Error(`can't rollback, '${snapshot.name}' is not most recent snapshot on '${drive.volid}'`)
}

function snapshotOf(call: Call, kind: Kind): Snapshot {
  const name = call.needed('snapname')
  const snapshot = guestOf(call, kind).snapshots.find((one) => one.name === name)
  if (!snapshot) throw failure(`snapshot '${name}' does not exist`)
  return snapshot
}

const describeAgain =
  (kind: Kind): Handler =>
  (call) => {
    const guest = guestOf(call, kind)
    const snapshot = snapshotOf(call, kind)
    needWritable(call.world, guest)
    snapshot.description = call.text('description') ?? ''
    return null
  }

const ofKind = (kind: Kind): Handlers => {
  const path = `/nodes/{node}/${kind}/{vmid}/snapshot`
  return {
    [`GET ${path}`]: list(kind),
    [`POST ${path}`]: create(kind),
    [`GET ${path}/{snapname}`]: () => [{ cmd: 'rollback' }, { cmd: 'config' }],
    [`DELETE ${path}/{snapname}`]: remove(kind),
    [`GET ${path}/{snapname}/config`]: (call) => ({
      ...snapshotOf(call, kind).config,
      snaptime: snapshotOf(call, kind).snaptime,
    }),
    [`PUT ${path}/{snapname}/config`]: describeAgain(kind),
    [`POST ${path}/{snapname}/rollback`]: rollback(kind),
  }
}

export const snapshotHandlers: Handlers = { ...ofKind('qemu'), ...ofKind('lxc') }
