import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { guestParams, guestSubject } from '../guest-facts.ts'

/** The system has shut down but QEMU has stayed: PVE goes on to hold memory for it and calls it running. */
export const guestShutInside = defineRule({
  id: 'guest-shut-inside',
  area: 'power',
  severity: 'warning',
  needs: ['guests'],
  confirmSec: 300,
  fix: 'end-shut-guest',
  check: ({ guests }) =>
    guests.value
      .filter((guest) => guest.state === 'shutdown' && guest.lock === null)
      .map((guest) => ({
        subject: guestSubject(guest),
        params: guestParams(guest),
        evidence: [seen(guests, 'state', guest.rawState)],
      })),
})
