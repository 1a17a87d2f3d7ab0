import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { percentOf } from '../figures.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'
import { storageOfPool } from '../thin-pools.ts'

/** A thin pool that is full stops every guest that writes to it at once. */
export const thinPoolDataFilling = defineRule({
  id: 'thin-pool-data-filling',
  area: 'storage',
  severity: 'warning',
  needs: ['nodes', 'storages', 'nodeThinPools'],
  settings: {
    filling: { unit: 'percent', home: 85, production: 80, min: 50, max: 99 },
    nearlyFull: { unit: 'percent', home: 95, production: 95, min: 60, max: 100 },
  },
  fix: 'free-thin-pool',
  check: ({ nodes, storages, nodeThinPools }, { settings }) =>
    readOnline(nodeThinPools, nodes).flatMap(({ node, part }) =>
      part.value.flatMap((pool) => {
        const percent = percentOf(pool.used, pool.lv_size)
        if (percent === null || percent < settings.filling) return []
        return [
          {
            subject: nodeSubject(node.name, `${pool.vg}-${pool.lv}`),
            severity: percent >= settings.nearlyFull ? ('critical' as const) : ('warning' as const),
            params: { node: node.name, pool: `${pool.vg}/${pool.lv}`, percent: Math.floor(percent) },
            evidence: [seen(part, 'used', pool.used), seen(part, 'lv_size', pool.lv_size)],
            explains: storageOfPool(node.name, part.value, storages),
          },
        ]
      }),
    ),
})
