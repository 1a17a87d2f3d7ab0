import { container, day, hour, homeNode, local, localLvm, machine, minute } from './parts.ts'
import type { Scenario } from './index.ts'

/** Two nodes, no third vote, and one of them is off for twenty minutes: the other runs on, but may change nothing. */
export const twoNodesOneDown: Scenario = () => ({
  cluster: { name: 'pair', version: 2 },
  nodes: [homeNode('north', { uptime: 30 * day }), homeNode('south', { offFor: 20 * minute })],
  storages: [local(), localLvm()],
  guests: [
    machine([101, 'home-assistant', 'north'], { memory: 4096 }),
    container([102, 'pihole', 'north']),
    machine([103, 'old-pc', 'north'], {}, { run: 'stopped', config: { onboot: 0 } }),
    machine([201, 'media', 'south'], { memory: 4096 }, { run: 'stopped' }),
    container([202, 'backup-target', 'south'], {}, { run: 'stopped' }),
  ],
  jobs: [{ id: 'backup-all', schedule: '03:00', storage: 'local', all: true }],
  tasks: [
    { node: 'south', type: 'qmshutdown', id: '201', age: 21 * minute, user: 'lena@pve' },
    { node: 'north', type: 'vzdump', age: 14 * hour, duration: 200 },
  ],
})
