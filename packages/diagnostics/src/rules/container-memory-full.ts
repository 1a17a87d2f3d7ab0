import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { guestParams, guestSubject } from '../guest-facts.ts'
import { percentOf } from '../figures.ts'

/** A container’s memory is exact, unlike a VM’s; at its limit the kernel kills processes in it. */
export const containerMemoryFull = defineRule({
  id: 'container-memory-full',
  area: 'guest',
  severity: 'warning',
  needs: ['guests'],
  settings: { full: { unit: 'percent', home: 95, production: 92, min: 50, max: 100 } },
  confirmSec: 600,
  fix: 'give-container-more',
  check: ({ guests }, { settings }) =>
    guests.value.flatMap((guest) => {
      const percent =
        guest.kind === 'lxc' && guest.state === 'running' ? percentOf(guest.memory, guest.memoryMax) : null
      if (percent === null || percent < settings.full) return []
      return [
        {
          subject: guestSubject(guest, 'memory'),
          params: { ...guestParams(guest), percent: Math.floor(percent) },
          evidence: [seen(guests, 'mem', guest.memory), seen(guests, 'maxmem', guest.memoryMax)],
        },
      ]
    }),
})
