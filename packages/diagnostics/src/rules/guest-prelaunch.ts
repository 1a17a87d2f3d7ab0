import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { guestParams, guestSubject } from '../guest-facts.ts'

/** Backups start a stopped guest in this state; it lasts when the start has broken off. */
export const guestPrelaunch = defineRule({
  id: 'guest-prelaunch',
  area: 'power',
  severity: 'warning',
  needs: ['guests'],
  confirmSec: 600,
  fix: 'resume-or-stop',
  check: ({ guests }) =>
    guests.value
      .filter((guest) => guest.state === 'prelaunch' && guest.lock === null)
      .map((guest) => ({
        subject: guestSubject(guest),
        params: guestParams(guest),
        evidence: [seen(guests, 'state', guest.rawState)],
      })),
})
