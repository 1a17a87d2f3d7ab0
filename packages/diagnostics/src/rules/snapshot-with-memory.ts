import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { snapshotsOf } from '../snapshots.ts'

/** The memory is written to a volume of its own, as large as the guest's memory and more. */
export const snapshotWithMemory = defineRule({
  id: 'snapshot-with-memory',
  area: 'guest',
  severity: 'notice',
  offIn: ['home'],
  needs: ['guests', 'snapshots'],
  fix: 'tidy-snapshots',
  check: (facts) =>
    snapshotsOf(facts).flatMap(({ guest, part, snapshots }) => {
      const heavy = snapshots.filter((snapshot) => Boolean(snapshot.vmstate))
      if (heavy.length === 0) return []
      return [
        {
          subject: { kind: 'guest', id: guest.id },
          params: { guest: guest.id, count: heavy.length },
          evidence: heavy.map((snapshot) => seen(part, `snapshot ${snapshot.name} vmstate`, snapshot.vmstate)),
        },
      ]
    }),
})
