import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { daysUntilFull } from '../growth.ts'
import { oncePerStorage, storageParams, storageSubject } from '../storage-facts.ts'

/** A straight line through what Steward has seen over at least three days; only while it is not yet full enough for the other rule. */
export const storageFullSoon = defineRule({
  id: 'storage-full-soon',
  area: 'storage',
  severity: 'notice',
  needs: ['storages', 'observed'],
  settings: { within: { unit: 'days', home: 14, production: 30, min: 1, max: 180 } },
  fix: 'free-storage',
  check: ({ storages, observed }, { settings }) =>
    oncePerStorage(storages.value).flatMap((row) => {
      const points = observed.value.storageUsed.get(row.shared ? row.storage : row.id) ?? []
      const days = row.state === 'available' && row.max !== null ? daysUntilFull(points, row.max) : null
      if (days === null || days > settings.within) return []
      return [
        {
          subject: storageSubject(row, 'growth'),
          params: { ...storageParams(row), days: Math.max(1, Math.floor(days)) },
          evidence: [
            seen(observed, 'first seen used', points[0]?.used),
            seen(observed, 'last seen used', points.at(-1)?.used),
            seen(storages, `total of ${row.id}`, row.max),
          ],
        },
      ]
    }),
})
