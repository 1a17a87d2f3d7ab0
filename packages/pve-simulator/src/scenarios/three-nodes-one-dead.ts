import { container, day, homeNode, hour, local, localLvm, machine, nas } from './parts.ts'
import type { Scenario } from './index.ts'

/** One of three has been dead since the day before yesterday and will not come back: it is to be removed properly. */
export const threeNodesOneDead: Scenario = () => ({
  cluster: { name: 'trio', version: 3 },
  nodes: [
    homeNode('red', { uptime: 50 * day }),
    homeNode('green', { uptime: 49 * day }),
    homeNode('blue', { offFor: 2 * day }),
  ],
  storages: [
    local(),
    localLvm(),
    nas(),
    {
      id: 'blue-usb',
      type: 'dir',
      path: '/mnt/usb',
      content: 'backup',
      nodes: ['blue'],
      total: 2_000_000_000_000,
      used: 300_000_000_000,
    },
  ],
  guests: [
    machine([101, 'web', 'red'], { storage: 'nas' }),
    container([102, 'dns', 'red']),
    machine([103, 'db', 'green'], { memory: 4096, storage: 'nas' }),
    machine([301, 'mail', 'blue'], { storage: 'nas' }, { run: 'stopped' }),
    container([302, 'camera', 'blue'], {}, { run: 'stopped' }),
  ],
  replications: [{ id: '302-0', guest: 302, source: 'blue', target: 'green', lastSyncAge: 2 * day }],
  jobs: [{ id: 'backup-all', schedule: '02:00', storage: 'nas', all: true, more: { node: 'blue' } }],
  tasks: [{ node: 'red', type: 'vzdump', age: 20 * hour, duration: 220 }],
})
