import { isUp, runs, type Node } from '../world/node.ts'
import type { World } from '../world/world.ts'
import { ApiError, failure } from './errors.ts'

/** The inner hop: what AnyEvent::HTTP says becomes the status line, without a body. */
const hop = (status: 595 | 596, text: string): ApiError => new ApiError(status, text, { emptyBody: true })

const innerTimeout = 30

/** How the other node is found out to be gone: at first packets vanish, later the ARP table says so at once. */
function lostAfter(age: number): { seconds: number; text: string } {
  if (age < 10) return { seconds: innerTimeout, text: 'Connection timed out' }
  if (age < 15) return { seconds: 26, text: 'No route to host' }
  if (age < 25) return { seconds: 20, text: 'No route to host' }
  if (age < 40) return { seconds: 12, text: 'No route to host' }
  return { seconds: age < 60 ? 1.6 : 0.8, text: 'No route to host' }
}

/** The node that a path names, if a request can be handed to it; otherwise the failure that PVE answers after its delay. */
export async function reach(world: World, entry: Node, name: string): Promise<Node> {
  const target = world.nodes.get(name)
  const known = target !== undefined && (world.foldersOf(entry).has(name) || target.former !== undefined)
  if (!target || !known)
    throw failure(
      `hostname lookup '${name}' failed - failed to get address info for: ${name}: Temporary failure in name resolution`,
    )
  if (target === entry) return target
  if (!world.linked(entry, target) || target.power !== 'on') {
    const lost = target.hung
      ? { seconds: innerTimeout, text: 'Connection timed out' }
      : lostAfter(world.age(target.lostAt))
    await world.scheduler.sleep(lost.seconds)
    throw hop(target.hung ? 596 : 595, lost.text)
  }
  if (!target.member && entry.member && !world.ghosts.has(name))
    throw hop(596, 'error:0A000086:SSL routines::certificate verify failed')
  if (!runs(target, 'pveproxy') || !target.apiOpen) throw hop(595, 'Connection refused')
  if (target.frozen.has('pveproxy')) {
    await world.scheduler.sleep(innerTimeout)
    throw hop(596, 'Connection timed out')
  }
  await needFileSystem(world, target)
  return target
}

/** Without pmxcfs nobody's rights can be read, so every call fails. */
export async function needFileSystem(world: World, node: Node): Promise<void> {
  if (!isUp(node) || node.services.get('pve-cluster') === 'running') return
  await world.scheduler.sleep(3)
  throw new ApiError(
    500,
    'RPCEnvironment init request failed: Unable to load access control list: Connection refused',
    { emptyBody: true },
  )
}

const workersPerNode = 3

/** pvedaemon has three workers. A call that waits for one longer than the inner hop allows gets nothing. */
export async function withWorker<T>(world: World, node: Node, work: () => Promise<T>): Promise<T> {
  if (!runs(node, 'pvedaemon')) throw hop(595, 'Connection refused')
  if (node.frozen.has('pvedaemon')) {
    await world.scheduler.sleep(innerTimeout)
    throw hop(596, 'Connection timed out')
  }
  let late = false
  const timeout = new Promise<never>((_, reject) => {
    world.scheduler.after(innerTimeout, () => {
      late = true
      reject(hop(596, 'Connection timed out'))
    })
  })
  const run = async (): Promise<T> => {
    if (node.busyWorkers >= workersPerNode) await new Promise<void>((resolve) => node.waitingCalls.push(resolve))
    else node.busyWorkers += 1
    try {
      // Whoever asked has gone, so the request was never read.
      if (late) throw hop(596, 'Connection timed out')
      return await work()
    } finally {
      const next = node.waitingCalls.shift()
      if (next) next()
      else node.busyWorkers -= 1
    }
  }
  const running = run()
  running.catch(() => {})
  return Promise.race([running, timeout])
}
