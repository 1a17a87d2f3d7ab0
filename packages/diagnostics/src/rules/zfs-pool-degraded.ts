import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'

const bad = new Set(['DEGRADED', 'FAULTED', 'UNAVAIL', 'SUSPENDED', 'REMOVED', 'OFFLINE'])

export const zfsPoolDegraded = defineRule({
  id: 'zfs-pool-degraded',
  area: 'storage',
  severity: 'critical',
  needs: ['nodes', 'nodeZfs'],
  fix: 'repair-zfs',
  learnMore: 'https://pve.proxmox.com/wiki/ZFS_on_Linux#_zfs_administration',
  check: ({ nodes, nodeZfs }) =>
    readOnline(nodeZfs, nodes).flatMap(({ node, part }) =>
      part.value
        .filter((pool) => bad.has(pool.health))
        .map((pool) => ({
          subject: nodeSubject(node.name, `zfs-${pool.name}`),
          params: { node: node.name, pool: pool.name, health: pool.health },
          evidence: [seen(part, `health of ${pool.name}`, pool.health)],
        })),
    ),
})
