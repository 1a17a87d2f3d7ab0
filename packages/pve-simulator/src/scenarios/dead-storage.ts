import { container, day, homeNode, local, localLvm, machine, nas } from './parts.ts'
import type { Scenario } from './index.ts'

/** The disk station has stopped answering half a minute ago. Nothing says so yet, except whoever asks it, and waits. */
export const deadStorage: Scenario = () => ({
  cluster: { name: 'stale', version: 2 },
  nodes: [
    homeNode('attic', { uptime: 14 * day }),
    homeNode('cellar', { uptime: 14 * day }),
    homeNode('garage', { uptime: 14 * day }),
  ],
  storages: [local(), localLvm(), nas({ hangsOn: ['attic', 'cellar'], hangingFor: 30 })],
  guests: [
    machine([101, 'web', 'attic'], { storage: 'nas' }, { behaviour: 'writes-to-dead-storage' }),
    machine([102, 'db', 'attic']),
    container([103, 'dns', 'cellar']),
    machine([104, 'media', 'cellar'], { storage: 'nas' }, { run: 'stopped' }),
    machine([105, 'files', 'garage'], { storage: 'nas' }),
  ],
})
