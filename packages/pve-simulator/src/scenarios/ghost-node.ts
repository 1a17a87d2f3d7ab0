import { container, day, homeNode, local, localLvm, machine, nas } from './parts.ts'
import type { Scenario } from './index.ts'

/** `walnut` was removed from the cluster, but its folder was not: two guests still name a node that is nowhere. */
export const ghostNode: Scenario = () => ({
  cluster: { name: 'grove', version: 6 },
  nodes: [
    homeNode('oak', { uptime: 22 * day }),
    homeNode('pine', { uptime: 21 * day }),
    homeNode('walnut', { member: false, offFor: 3 * day }),
  ],
  storages: [local(), localLvm({ nodes: ['oak', 'pine', 'walnut'] }), nas()],
  guests: [
    machine([101, 'web', 'oak'], { storage: 'nas' }),
    container([102, 'dns', 'pine']),
    machine([301, 'old-mail', 'walnut'], { storage: 'nas' }, { run: 'stopped' }),
    container([302, 'old-wiki', 'walnut'], {}, { run: 'stopped' }),
  ],
})
