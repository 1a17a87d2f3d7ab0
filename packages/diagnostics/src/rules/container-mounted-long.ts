import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { guestParams, guestSubject } from '../guest-facts.ts'
import { lockOwners } from '../lock-owners.ts'

/** `pct mount` keeps the container from starting until `pct unmount`. */
export const containerMountedLong = defineRule({
  id: 'container-mounted-long',
  area: 'lock',
  severity: 'notice',
  needs: ['guests', 'nodes', 'tasks', 'observed'],
  settings: { after: { unit: 'hours', home: 12, production: 4, min: 1, max: 168 } },
  fix: 'unmount-mounted',
  check: (facts, { now, settings }) =>
    lockOwners(facts).flatMap(({ guest, lock, since }) => {
      if (lock.word !== 'mounted' || since === null || now - since < settings.after * 3600) return []
      return [
        {
          subject: guestSubject(guest, 'lock'),
          params: guestParams(guest),
          evidence: [seen(facts.guests, 'lock', lock.word)],
        },
      ]
    }),
})
