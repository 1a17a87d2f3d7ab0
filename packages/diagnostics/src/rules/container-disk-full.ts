import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { guestParams, guestSubject } from '../guest-facts.ts'
import { percentOf } from '../figures.ts'

/** PVE can look into a container’s root disk, not into a VM’s. */
export const containerDiskFull = defineRule({
  id: 'container-disk-full',
  area: 'guest',
  severity: 'warning',
  needs: ['guests'],
  settings: {
    filling: { unit: 'percent', home: 90, production: 85, min: 50, max: 99 },
    nearlyFull: { unit: 'percent', home: 97, production: 95, min: 60, max: 100 },
  },
  confirmSec: 300,
  fix: 'give-container-more',
  check: ({ guests }, { settings }) =>
    guests.value.flatMap((guest) => {
      const percent =
        guest.kind === 'lxc' && guest.state === 'running' ? percentOf(guest.diskUsed, guest.diskMax) : null
      if (percent === null || percent < settings.filling) return []
      return [
        {
          subject: guestSubject(guest, 'disk'),
          severity: percent >= settings.nearlyFull ? ('critical' as const) : ('warning' as const),
          params: { ...guestParams(guest), percent: Math.floor(percent) },
          evidence: [seen(guests, 'disk', guest.diskUsed), seen(guests, 'maxdisk', guest.diskMax)],
        },
      ]
    }),
})
