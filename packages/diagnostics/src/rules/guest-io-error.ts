import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { guestParams, guestSubject } from '../guest-facts.ts'

/** QEMU stops a guest whose disk cannot be written, mostly because its storage is full. Nothing is lost as long as it is not reset. */
export const guestIoError = defineRule({
  id: 'guest-io-error',
  area: 'power',
  severity: 'critical',
  needs: ['guests'],
  fix: 'resume-after-io-error',
  check: ({ guests }) =>
    guests.value
      .filter((guest) => guest.state === 'io-error')
      .map((guest) => ({
        subject: guestSubject(guest),
        params: guestParams(guest),
        evidence: [seen(guests, 'state', guest.rawState)],
      })),
})
