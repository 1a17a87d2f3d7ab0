import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { guestParams, guestSubject } from '../guest-facts.ts'
import { lockOwners } from '../lock-owners.ts'

/** A create, clone, restore or import that broke off leaves its lock and half a guest; unlocking it does not make it whole. */
export const guestHalfMade = defineRule({
  id: 'guest-half-made',
  area: 'lock',
  severity: 'warning',
  needs: ['guests', 'nodes', 'tasks', 'observed'],
  settings: { after: { unit: 'minutes', home: 10, production: 10, min: 2, max: 1440 } },
  fix: 'remove-half-made',
  check: (facts, { now, settings }) =>
    lockOwners(facts).flatMap(({ guest, lock, owner, since }) => {
      if (owner !== 'none' || !lock.halfMade || since === null || now - since < settings.after * 60) return []
      return [
        {
          subject: guestSubject(guest, 'lock'),
          params: { ...guestParams(guest), lock: lock.word },
          evidence: [seen(facts.guests, 'lock', lock.word), seen(facts.tasks, 'tasks that could own it', 0)],
        },
      ]
    }),
})
