import { isUp, runs, type Node } from '../world/node.ts'
import type { World } from '../world/world.ts'

/** Corosync needs a token timeout and a round of talk before it believes a change of who is there. */
const detection = 4.5

/** Something about power, network or corosync has changed: the nodes notice after a while, all in their own view. */
export function membershipChanges(world: World): void {
  world.scheduler.after(detection, () => settleMembership(world))
}

export function settleMembership(world: World): void {
  for (const node of world.nodes.values()) settleNode(world, node)
}

function settleNode(world: World, node: Node): void {
  if (!isUp(node)) return
  if (!world.cluster || !node.member) {
    // One that was removed waits in vain for the members it remembers.
    const alone = node.former === undefined
    node.members = new Set([node.name])
    node.quorate = alone || node.expected === 1
    node.shownQuorate = alone
    return
  }
  if (!runs(node, 'corosync')) {
    // pmxcfs loses its quorum but keeps the last list of members.
    node.quorate = false
    node.shownQuorate = false
    return
  }
  const present = world.members().filter((other) => world.hears(node, other))
  const names = new Set(present.map((other) => other.name))
  const grew = [...names].some((name) => !node.members.has(name))
  const changed = grew || names.size !== node.members.size
  if (grew) node.expected = undefined
  for (const name of names) if (!node.members.has(name)) shareState(world, node, name)
  node.members = names
  node.quorate = hasQuorum(world, node, present)
  if (changed) node.shownQuorate = node.quorate
}

/** Nodes that meet again exchange what they know before the next cycle. */
function shareState(world: World, node: Node, name: string): void {
  const other = world.nodes.get(name)
  if (!other || other === node) return
  const own = other.heard.get(name)
  if (own) node.heard.set(name, own)
  node.heardTasks.set(name, world.tasks.broadcast(name))
}

/** Votes changed but nobody came or went: corosync knows at once, /cluster/status goes on saying what it said. */
export function votesChange(world: World): void {
  for (const node of world.nodes.values()) {
    if (!isUp(node) || !node.member || !runs(node, 'corosync')) continue
    node.quorate = hasQuorum(
      world,
      node,
      world.members().filter((other) => world.hears(node, other)),
    )
  }
}

/** corosync.conf was written (delnode, join, QDevice): this reloads the cluster information of the API too. */
export function configurationChanges(world: World): void {
  votesChange(world)
  for (const node of world.nodes.values()) node.shownQuorate = node.quorate
}

export interface Votes {
  readonly expected: number
  readonly present: number
  readonly quorum: number
}

export function votesOf(world: World, node: Node, present: readonly Node[]): Votes {
  const qdevice = world.cluster?.qdevice
  const configured = world.members().reduce((sum, one) => sum + one.votes, 0) + (qdevice ? qdeviceVotes(world) : 0)
  const expected = node.expected ?? configured
  const votes =
    present.reduce((sum, one) => sum + one.votes, 0) + (hasQdeviceVote(world, node, present) ? qdeviceVotes(world) : 0)
  return { expected, present: votes, quorum: Math.floor(expected / 2) + 1 }
}

function hasQuorum(world: World, node: Node, present: readonly Node[]): boolean {
  const votes = votesOf(world, node, present)
  return votes.present >= votes.quorum
}

/** With an odd number of nodes it has all votes but one (pve-cluster: src/PVE/CLI/pvecm.pm). */
function qdeviceVotes(world: World): number {
  const nodes = world.members().length
  return nodes % 2 === 0 ? 1 : Math.max(1, nodes - 1)
}

/** Of two halves the one with the lowest node id gets the vote of the QDevice. */
function hasQdeviceVote(world: World, node: Node, present: readonly Node[]): boolean {
  const qdevice = world.cluster?.qdevice
  if (!qdevice?.connected || qdevice.stoppedOn.has(node.name)) return false
  const alive = world.members().filter((one) => runs(one, 'corosync'))
  const largest = Math.max(...alive.map((one) => alive.filter((other) => world.hears(one, other)).length))
  if (present.length < largest) return false
  const lowest = alive.toSorted((a, b) => a.id - b.id)[0]
  return present.length > alive.length / 2 || present.some((one) => one === lowest)
}
