import { backupBody } from '../guests/backup.ts'
import { shutDownContainer, shutDownMachine } from '../guests/power.ts'
import { takeFlock } from '../guests/files.ts'
import { start } from '../guests/start.ts'
import type { LifeDescription } from './description.ts'
import { isRunning, lockOf } from './guest.ts'
import { isUp, type Node } from './node.ts'
import type { World } from './world.ts'

/** Tasks that come and go by themselves, as on any machine that is lived with. */
export function startLife(world: World, life: readonly LifeDescription[]): void {
  for (const one of life) {
    let turn = 0
    world.scheduler.every(one.every, () => happen(world, one, (turn += 1)), one.first ?? one.every)
  }
}

function happen(world: World, life: LifeDescription, turn: number): void {
  const vmids = life.vmids ?? []
  const guest = world.guests.get(vmids[turn % Math.max(1, vmids.length)] ?? 0)
  const node = world.nodes.get(life.node ?? guest?.node ?? '')
  if (!node || !isUp(node) || !world.isWritable(node)) return
  if (life.kind === 'update') return refresh(world, node)
  if (!guest || lockOf(guest) !== undefined) return
  const storage = world.storages.get(life.storage ?? '')
  if (life.kind === 'backup' && storage) {
    const wish = {
      vmids: [guest.vmid],
      storage,
      mode: 'snapshot',
      notes: undefined,
      command: `${guest.vmid} --storage ${storage.id} --mode snapshot`,
      speed: 90 * 1024 ** 2,
    }
    const request = {
      node: node.name,
      type: 'vzdump',
      id: String(guest.vmid),
      authid: 'root@pam',
      interruptText: 'interrupted by signal',
    }
    world.tasks.start(request, (worker) => backupBody(world, node, worker, wish))
  } else if (isRunning(guest)) restart(world, node, guest.vmid)
}

function restart(world: World, node: Node, vmid: number): void {
  const guest = world.guests.get(vmid)
  if (!guest) return
  const lxc = guest.type === 'lxc'
  world.tasks.start(
    { node: node.name, type: lxc ? 'vzreboot' : 'qmreboot', id: String(vmid), authid: 'lena@pve' },
    async (worker) => {
      await takeFlock(worker, guest)
      await (lxc ? shutDownContainer : shutDownMachine)(world, guest, worker, { seconds: 60, force: true })
      worker.unlock(guest.flock)
      await start(world, guest, worker)
    },
  )
}

function refresh(world: World, node: Node): void {
  world.tasks.start({ node: node.name, type: 'aptupdate', id: '', authid: 'root@pam' }, async (worker) => {
    worker.log('starting apt-get update')
    await worker.sleep(7)
    worker.log('Reading package lists...')
  })
}
