import { runs, type Node } from '../world/node.ts'
import type { Guest } from '../world/guest.ts'
import type { HaService, World } from '../world/world.ts'

/** The row's `hastate`: what the HA manager is about, which is not whether the guest runs. */
export function hastateOf(world: World, guest: Guest): string | undefined {
  const service = world.haManaged(guest)
  return service && shownState(service)
}

/** Until the manager has taken a change up, its request shows. */
export function shownState(service: HaService): string {
  if (service.request === 'ignored') return 'ignored'
  if (service.crm === 'queued') return service.request
  return service.crm
}

export function nodeHastate(world: World, node: Node): string | undefined {
  if (![...world.services.values()].some((service) => service.crm !== 'queued')) return undefined
  if (node.maintenance) return 'maintenance'
  return runs(node, 'corosync') ? 'online' : 'unknown'
}
