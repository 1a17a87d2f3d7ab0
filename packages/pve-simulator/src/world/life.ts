import { backupBody } from '../guests/backup.ts'
import { shutDownContainer, shutDownMachine } from '../guests/power.ts'
import { takeFlock } from '../guests/files.ts'
import { start } from '../guests/start.ts'
import { noise } from '../sim/random.ts'
import type { Worker } from '../tasks/task.ts'
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
  if (life.kind === 'chore') return chore(world, node, turn, guest?.vmid ?? 0)
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

/** Nothing that locks a guest or leaves anything behind: there is just always something going on. */
function chore(world: World, node: Node, turn: number, vmid: number): void {
  const seconds = 20 + Math.floor(40 * noise(node.seed, turn))
  if (turn % 3 === 0) return refresh(world, node, seconds)
  if (turn % 3 === 1 && vmid > 0) {
    const request = { node: node.name, type: 'vncproxy', id: String(vmid), authid: 'lena@pve' }
    world.tasks.start(request, async (worker) => {
      worker.log('starting vnc proxy, waiting for the browser')
      await worker.sleep(seconds)
    })
    return
  }
  const name = 'debian-13-genericcloud-amd64.qcow2'
  const request = { node: node.name, type: 'download', id: name, authid: 'lena@pve' }
  world.tasks.start(request, (worker) => downloadBody(worker, name, seconds))
}

async function downloadBody(worker: Worker, name: string, seconds: number): Promise<void> {
  const url = `https://cloud.debian.org/images/cloud/trixie/latest/${name}`
  worker.log(`downloading ${url} to /mnt/pve/nas/import/${name}`)
  worker.log('HTTP request sent, awaiting response... 200 OK')
  const steps = 12
  for (let step = 1; step <= steps; step += 1) {
    await worker.sleep(seconds / steps)
    const percent = Math.floor((100 * step) / steps)
    const left = Math.round((seconds * (steps - step)) / steps)
    worker.log(
      `${String(step * 28_000).padStart(6)}K ........ ........ ........ ........ ${String(percent).padStart(3)}% 11.2M ${left}s`,
    )
  }
  worker.log('calculating checksum...OK, checksum verified')
  worker.log(`download of '${url}' to '/mnt/pve/nas/import/${name}' finished`)
}

function refresh(world: World, node: Node, seconds = 7): void {
  world.tasks.start({ node: node.name, type: 'aptupdate', id: '', authid: 'root@pam' }, async (worker) => {
    worker.log('starting apt-get update')
    for (const [index, suite] of ['trixie', 'trixie-updates', 'trixie-security'].entries()) {
      await worker.sleep(seconds / 4)
      worker.log(`Get:${index + 1} http://deb.debian.org/debian ${suite} InRelease [${140 + index * 7} kB]`)
    }
    await worker.sleep(seconds / 4)
    worker.log('Fetched 441 kB in 1s (402 kB/s)')
    worker.log('Reading package lists...')
  })
}
