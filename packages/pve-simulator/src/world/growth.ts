import type { StorageDescription } from './description.ts'
import { isUp } from './node.ts'
import { addUsed, isOnNode } from './storage.ts'
import type { World } from './world.ts'

const step = 600
const day = 86_400

/** Storages that somebody fills and nobody tidies. It takes as long as the statistics do, whatever the speed. */
export function startGrowth(world: World, storages: readonly StorageDescription[]): void {
  for (const { id, growth } of storages)
    if (growth !== undefined) world.scheduler.every(step * world.scheduler.speed, () => grow(world, id, growth))
}

function grow(world: World, id: string, perDay: number): void {
  const storage = world.storages.get(id)
  if (!storage || storage.disabled) return
  const nodes = [...world.nodes.values()].filter((node) => isUp(node) && isOnNode(storage, node.name))
  for (const node of storage.shared ? nodes.slice(0, 1) : nodes)
    addUsed(storage, node.name, Math.round((perDay * step) / day))
}
