import { day, homeNode, local, localLvm, machine, nas } from './parts.ts'
import type { Scenario } from './index.ts'

/** The network is cut: two nodes still hear each other, the third is alone and believes the others are off. */
export const split: Scenario = () => ({
  cluster: { name: 'split', version: 3 },
  nodes: [
    homeNode('left', { uptime: 9 * day }),
    homeNode('middle', { uptime: 9 * day }),
    homeNode('right', { uptime: 9 * day }),
  ],
  cut: [['left', 'middle'], ['right']],
  storages: [local(), localLvm(), nas()],
  guests: [
    machine([101, 'web', 'left'], { storage: 'nas' }),
    machine([102, 'db', 'middle'], { storage: 'nas' }),
    machine([103, 'mail', 'right'], { storage: 'nas' }),
    machine([104, 'spare', 'right'], {}, { run: 'stopped', config: { onboot: 0 } }),
  ],
})
