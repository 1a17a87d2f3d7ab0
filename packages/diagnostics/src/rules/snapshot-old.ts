import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { snapshotsOf } from '../snapshots.ts'

/** A snapshot keeps every block that was overwritten since: the older, the more space and the less use. */
export const snapshotOld = defineRule({
  id: 'snapshot-old',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'snapshots'],
  settings: { age: { unit: 'days', home: 30, production: 30, min: 1, max: 3650 } },
  fix: 'tidy-snapshots',
  check: (facts, { now, settings }) =>
    snapshotsOf(facts).flatMap(({ guest, part, snapshots }) => {
      // PVE tells 0 where the time is not in the configuration.
      const old = snapshots.flatMap(({ name, snaptime }) =>
        snaptime && now - snaptime > settings.age * 86_400
          ? [{ name, days: Math.floor((now - snaptime) / 86_400) }]
          : [],
      )
      if (old.length === 0) return []
      return [
        {
          subject: { kind: 'guest', id: guest.id },
          params: { guest: guest.id, count: old.length, days: Math.max(...old.map((item) => item.days)) },
          evidence: old.map((item) => seen(part, `snapshot ${item.name}`, `${item.days} days old`)),
        },
      ]
    }),
})
