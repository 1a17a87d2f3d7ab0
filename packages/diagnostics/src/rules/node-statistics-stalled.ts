import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { guestsOf, nodeSubject, storagesOf } from '../node-facts.ts'

/** pvestatd refreshes its figures every 10 s; a storage that hangs stops it, and PVE shows frozen figures for 5 minutes. */
export const nodeStatisticsStalled = defineRule({
  id: 'node-statistics-stalled',
  area: 'node',
  severity: 'warning',
  needs: ['nodes', 'guests', 'storages'],
  settings: { standing: { unit: 'seconds', home: 60, production: 60, min: 45, max: 300 } },
  confirmSec: 15,
  fix: 'find-dead-storage',
  check: ({ nodes, guests, storages }, { now, settings }) =>
    nodes.value.flatMap(({ name, state, stalledSince }) => {
      const standing = stalledSince === null ? 0 : now - stalledSince
      if (state !== 'online' || standing < settings.standing) return []
      return [
        {
          subject: nodeSubject(name, 'statistics'),
          params: { node: name, minutes: Math.floor(standing / 60) },
          evidence: [seen(nodes, 'figures stand still since', stalledSince)],
          explains: [...guestsOf(name, guests), ...storagesOf(name, storages)],
        },
      ]
    }),
})
