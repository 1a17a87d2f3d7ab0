import type { Scenario } from './index.ts'
import { container, day, homeNode, local, localLvm, machine } from './parts.ts'

/** One machine that never joined anything: no cluster row, no quorum, no second place for a backup. */
export const singleNode: Scenario = () => ({
  nodes: [homeNode('attic', { uptime: 63 * day })],
  storages: [local({ content: 'iso,vztmpl,backup,import,snippets' }), localLvm()],
  guests: [
    machine([100, 'home-assistant', 'attic'], { memory: 4096 }, { config: { tags: 'smart-home' } }),
    container([101, 'pihole', 'attic']),
    machine([102, 'files', 'attic'], { memory: 4096, disk: 250 }),
    machine([103, 'old-laptop', 'attic'], { memory: 2048 }, { run: 'stopped', config: { onboot: 0 } }),
  ],
  jobs: [{ id: 'backup-a1', schedule: 'sun 03:00', storage: 'local', vmid: '100,101', mode: 'snapshot' }],
  tasks: [{ node: 'attic', type: 'vzdump', age: 2 * day, duration: 300 }],
})
