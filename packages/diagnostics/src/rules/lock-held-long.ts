import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { guestParams, guestSubject } from '../guest-facts.ts'
import { lockOwners } from '../lock-owners.ts'

/** The task lives, so the lock is right; but the guest cannot be changed, moved or backed up for long. */
export const lockHeldLong = defineRule({
  id: 'lock-held-long',
  area: 'lock',
  severity: 'notice',
  needs: ['guests', 'nodes', 'tasks', 'observed'],
  settings: { after: { unit: 'hours', home: 6, production: 4, min: 1, max: 168 } },
  fix: 'ask-why-stuck',
  check: (facts, { now, settings }) =>
    lockOwners(facts).flatMap(({ guest, lock, owner, since }) => {
      if (typeof owner === 'string' || since === null || now - since < settings.after * 3600) return []
      return [
        {
          subject: guestSubject(guest, 'lock'),
          params: { ...guestParams(guest), lock: lock.word, hours: Math.floor((now - since) / 3600), type: owner.type },
          evidence: [seen(facts.guests, 'lock', lock.word), seen(facts.tasks, 'running task', owner.id)],
        },
      ]
    }),
})
