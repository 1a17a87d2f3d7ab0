import { start } from '../guests/start.ts'
import { publish } from '../stats/publish.ts'
import type { Worker } from '../tasks/task.ts'
import { isRunning, isTemplate } from '../world/guest.ts'
import { processEnds } from '../guests/power.ts'
import type { Node } from '../world/node.ts'
import type { World } from '../world/world.ts'
import { membershipChanges } from './membership.ts'

export interface StartAll {
  readonly force: boolean
  readonly vmids: readonly number[]
  readonly authid: string
}

/** Waits for a quorum, clears what backups left behind, then starts one guest after the other (pve-manager: PVE/API2/Nodes.pm). */
export async function startAllBody(world: World, node: Node, worker: Worker, wish: StartAll): Promise<void> {
  if (!world.isWritable(node)) {
    worker.log('waiting for quorum ...')
    while (!world.isWritable(node)) await worker.sleep(1)
  }
  for (const guest of world.guestsOn(node.name)) {
    const wanted = wish.vmids.length === 0 || wish.vmids.includes(guest.vmid)
    const auto = wish.force || Number(guest.config.onboot ?? 0) === 1
    if (!wanted || !auto || isTemplate(guest) || isRunning(guest) || world.haManaged(guest)) continue
    worker.log(`Starting ${guest.type === 'lxc' ? 'CT' : 'VM'} ${guest.vmid}`)
    const type = guest.type === 'lxc' ? 'vzstart' : 'qmstart'
    const upid = world.tasks.start({ node: node.name, type, id: String(guest.vmid), authid: wish.authid }, (starter) =>
      start(world, guest, starter),
    )
    const task = world.tasks.byUpid.get(upid)
    await worker.until(() => task?.endtime !== undefined, 300)
  }
}

/** The plug is pulled. What ran there stops without a word, and nobody else knows yet. */
export function powerOff(world: World, node: Node): void {
  if (node.power === 'off') return
  node.power = 'off'
  node.frozen.clear()
  node.haResults.clear()
  node.hung = false
  node.lostAt = world.now()
  node.apiOpen = false
  for (const guest of world.guestsOn(node.name)) {
    processEnds(world, guest)
    guest.flock.forget(guest.flock.owner ?? {})
  }
  world.tasks.losePower(node.name)
  node.busyWorkers = 0
  node.waitingCalls.length = 0
  node.heard.clear()
  world.onNodeChange(node)
  membershipChanges(world)
}

/** Until a quorum is there the API's port stays shut, but not for longer than 80 s (pveproxy waits for `pvecm updatecerts`). */
export function powerOn(world: World, node: Node): void {
  if (node.power !== 'off') return
  node.power = 'booting'
  world.scheduler.after(25, () => {
    node.power = 'on'
    node.bootedAt = world.now()
    node.lostAt = 0
    node.members = new Set([node.name])
    node.quorate = !world.cluster
    node.shownQuorate = node.quorate
    node.expected = undefined
    for (const [name, state] of node.services) if (state === 'failed') node.services.set(name, 'running')
    world.tasks.boot(node.name)
    membershipChanges(world)
    world.scheduler.after(5, () => openWhenQuorate(world, node, 80))
  })
}

function openWhenQuorate(world: World, node: Node, left: number): void {
  if (node.power !== 'on') return
  if (!node.quorate && left > 0) {
    world.scheduler.after(1, () => openWhenQuorate(world, node, left - 1))
    return
  }
  node.apiOpen = true
  removeBackupLocks(world, node)
  world.onNodeChange(node)
  publish(world, node)
  world.tasks.start({ node: node.name, type: 'startall', id: '', authid: 'root@pam' }, (worker) =>
    startAllBody(world, node, worker, { force: false, vmids: [], authid: 'root@pam' }),
  )
}

/** The only lock that goes away by itself: a backup cannot have lived through a boot. */
function removeBackupLocks(world: World, node: Node): void {
  if (!world.isWritable(node)) return
  for (const guest of world.guestsOn(node.name)) if (guest.config.lock === 'backup') delete guest.config.lock
  world.touch()
}

export function hang(world: World, node: Node, hung: boolean): void {
  node.hung = hung
  node.lostAt = hung ? world.now() : 0
  membershipChanges(world)
}
