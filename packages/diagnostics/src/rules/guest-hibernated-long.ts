import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { guestParams, guestSubject } from '../guest-facts.ts'
import { lockOwners } from '../lock-owners.ts'

/** A suspended guest is stopped with its memory on disk. That is no fault, but it is easily forgotten. */
export const guestHibernatedLong = defineRule({
  id: 'guest-hibernated-long',
  area: 'lock',
  severity: 'notice',
  needs: ['guests', 'nodes', 'tasks', 'observed'],
  settings: { after: { unit: 'days', home: 14, production: 7, min: 1, max: 365 } },
  fix: 'resume-hibernated-guest',
  check: (facts, { now, settings }) =>
    lockOwners(facts).flatMap(({ guest, lock, since }) => {
      if (lock.word !== 'suspended' || since === null || now - since < settings.after * 86_400) return []
      return [
        {
          subject: guestSubject(guest, 'lock'),
          params: { ...guestParams(guest), days: Math.floor((now - since) / 86_400) },
          evidence: [seen(facts.guests, 'lock', lock.word), seen(facts.guests, 'state', guest.rawState)],
        },
      ]
    }),
})
