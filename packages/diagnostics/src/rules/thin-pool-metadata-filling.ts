import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { percentOf } from '../figures.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'
import { storageOfPool } from '../thin-pools.ts'

/** No other page shows it: a pool whose metadata is full is read-only, and may need repair, with half of its space free. */
export const thinPoolMetadataFilling = defineRule({
  id: 'thin-pool-metadata-filling',
  area: 'storage',
  severity: 'warning',
  needs: ['nodes', 'storages', 'nodeThinPools'],
  settings: {
    filling: { unit: 'percent', home: 85, production: 75, min: 50, max: 99 },
    nearlyFull: { unit: 'percent', home: 95, production: 95, min: 60, max: 100 },
  },
  fix: 'free-thin-pool',
  check: ({ nodes, storages, nodeThinPools }, { settings }) =>
    readOnline(nodeThinPools, nodes).flatMap(({ node, part }) =>
      part.value.flatMap((pool) => {
        const percent = percentOf(pool.metadata_used, pool.metadata_size)
        if (percent === null || percent < settings.filling) return []
        return [
          {
            subject: nodeSubject(node.name, `${pool.vg}-${pool.lv}`),
            severity: percent >= settings.nearlyFull ? ('critical' as const) : ('warning' as const),
            params: { node: node.name, pool: `${pool.vg}/${pool.lv}`, percent: Math.floor(percent) },
            evidence: [
              seen(part, 'metadata_used', pool.metadata_used),
              seen(part, 'metadata_size', pool.metadata_size),
            ],
            explains: storageOfPool(node.name, part.value, storages),
          },
        ]
      }),
    ),
})
