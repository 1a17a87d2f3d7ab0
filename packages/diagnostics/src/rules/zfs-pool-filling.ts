import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { gib, percentOf } from '../figures.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'

/** ZFS never overwrites: a pool that is nearly full becomes slow long before it is full. */
export const zfsPoolFilling = defineRule({
  id: 'zfs-pool-filling',
  area: 'storage',
  severity: 'warning',
  needs: ['nodes', 'nodeZfs'],
  settings: {
    filling: { unit: 'percent', home: 80, production: 80, min: 50, max: 99 },
    nearlyFull: { unit: 'percent', home: 90, production: 90, min: 60, max: 100 },
  },
  fix: 'free-zfs',
  check: ({ nodes, nodeZfs }, { settings }) =>
    readOnline(nodeZfs, nodes).flatMap(({ node, part }) =>
      part.value.flatMap(({ name, alloc, size }) => {
        const percent = percentOf(alloc, size)
        if (percent === null || percent < settings.filling) return []
        return [
          {
            subject: nodeSubject(node.name, `zfs-${name}`),
            severity: percent >= settings.nearlyFull ? ('critical' as const) : ('warning' as const),
            params: {
              node: node.name,
              pool: name,
              percent: Math.floor(percent),
              free: gib((size ?? 0) - (alloc ?? 0)),
            },
            evidence: [seen(part, `alloc of ${name}`, alloc), seen(part, `size of ${name}`, size)],
          },
        ]
      }),
    ),
})
