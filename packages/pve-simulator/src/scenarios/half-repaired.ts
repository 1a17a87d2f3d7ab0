import type { Scenario } from './index.ts'
import { day, homeNode, hour, local, localLvm, machine } from './parts.ts'

/**
 * A repair that was begun and left: one of two machines is taken apart, and what was switched off to get through the evening
 * is still off — the vote, HA, the replication. What the dead machine was doing shows in a lock.
 */
export const halfRepaired: Scenario = () => ({
  cluster: { name: 'halfway', version: 4, expected: 1 },
  nodes: [homeNode('bench', { uptime: 30 * day }), homeNode('shelf', { offFor: 3 * day })],
  storages: [
    local(),
    localLvm(),
    { id: 'tank', type: 'zfspool', content: 'images,rootdir', total: 1_992_864_825_344, used: 400_000_000_000 },
  ],
  guests: [
    machine([101, 'home-assistant', 'bench'], { storage: 'tank' }),
    machine([102, 'files', 'bench'], { storage: 'tank' }),
    machine([201, 'mail', 'shelf'], {}, { run: 'stopped', lock: 'backup' }),
  ],
  ha: { disarmed: true, resources: [{ sid: 'vm:101' }] },
  replications: [
    {
      id: '101-0',
      guest: 101,
      source: 'bench',
      target: 'shelf',
      disable: true,
      lastSyncAge: 3 * day,
      lastTryAge: 3 * day,
    },
  ],
  jobs: [{ id: 'backup-all', schedule: '03:00', storage: 'local', all: true }],
  tasks: [{ node: 'bench', type: 'vzdump', age: 15 * hour, duration: 200 }],
})
