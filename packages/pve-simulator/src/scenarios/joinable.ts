import { container, day, homeNode, local, localLvm, machine } from './parts.ts'
import type { Scenario } from './index.ts'

/** Two nodes that know nothing of each other: one with guests, one freshly installed, to make a cluster of. */
export const joinable: Scenario = () => ({
  nodes: [homeNode('first', { uptime: 30 * day }), homeNode('second', { uptime: day })],
  storages: [local(), localLvm()],
  guests: [machine([100, 'home-assistant', 'first']), container([101, 'pihole', 'first'])],
})
