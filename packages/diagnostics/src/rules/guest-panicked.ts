import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { guestParams, guestSubject } from '../guest-facts.ts'

/** The guest has told its pvpanic device that its kernel has crashed. */
export const guestPanicked = defineRule({
  id: 'guest-panicked',
  area: 'power',
  severity: 'critical',
  needs: ['guests'],
  fix: 'restart-broken-guest',
  check: ({ guests }) =>
    guests.value
      .filter((guest) => guest.state === 'guest-panicked')
      .map((guest) => ({
        subject: guestSubject(guest),
        params: guestParams(guest),
        evidence: [seen(guests, 'state', guest.rawState)],
      })),
})
