import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { guestParams, guestSubject } from '../guest-facts.ts'

/** Paused without a lock is somebody’s choice or an unfinished move. Backups of stopped guests pause them for a moment, therefore the wait. */
export const guestPaused = defineRule({
  id: 'guest-paused',
  area: 'power',
  severity: 'warning',
  needs: ['guests'],
  confirmSec: 900,
  fix: 'resume-or-stop',
  check: ({ guests }) =>
    guests.value
      .filter((guest) => guest.state === 'paused' && guest.lock === null)
      .map((guest) => ({
        subject: guestSubject(guest),
        params: guestParams(guest),
        evidence: [seen(guests, 'state', guest.rawState)],
      })),
})
