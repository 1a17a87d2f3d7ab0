import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { snapshotsOf } from '../snapshots.ts'

/** A qcow2 file grows slower with each of them, and every write goes through the chain. */
export const snapshotsMany = defineRule({
  id: 'snapshots-many',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'snapshots'],
  settings: { most: { unit: 'count', home: 5, production: 5, min: 1, max: 500 } },
  fix: 'tidy-snapshots',
  check: (facts, { settings }) =>
    snapshotsOf(facts)
      .filter(({ snapshots }) => snapshots.length > settings.most)
      .map(({ guest, part, snapshots }) => ({
        subject: { kind: 'guest', id: guest.id },
        params: { guest: guest.id, count: snapshots.length },
        evidence: [seen(part, 'snapshots', listed(snapshots.map((snapshot) => snapshot.name)))],
      })),
})
