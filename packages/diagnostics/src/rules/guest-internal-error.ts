import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { guestParams, guestSubject } from '../guest-facts.ts'

/** QEMU itself has met something that it cannot go on from; only a restart of the guest helps. */
export const guestInternalError = defineRule({
  id: 'guest-internal-error',
  area: 'power',
  severity: 'critical',
  needs: ['guests'],
  fix: 'restart-broken-guest',
  check: ({ guests }) =>
    guests.value
      .filter((guest) => guest.state === 'internal-error')
      .map((guest) => ({
        subject: guestSubject(guest),
        params: guestParams(guest),
        evidence: [seen(guests, 'state', guest.rawState)],
      })),
})
