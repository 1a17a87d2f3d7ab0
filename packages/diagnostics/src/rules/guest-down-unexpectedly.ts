import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { guestParams, guestSubject } from '../guest-facts.ts'
import { isOn } from '../guest-config.ts'

/** It starts with its node and nobody has stopped it: it has ended by itself, or its start was never reached. */
export const guestDownUnexpectedly = defineRule({
  id: 'guest-down-unexpectedly',
  area: 'power',
  severity: 'warning',
  needs: ['guests', 'guestConfigs'],
  confirmSec: 600,
  fix: 'look-at-start',
  check: ({ guests, guestConfigs }) =>
    guests.value.flatMap((guest) => {
      // HA has its own idea of what should run, and rules of its own here.
      if (guest.state !== 'stopped' || guest.offOnPurpose !== null || guest.lock !== null || guest.ha !== null)
        return []
      const config = guestConfigs.read.get(guest.id)
      const wanted = config !== undefined && isOn(config.value.values['onboot'])
      if (!config || !wanted) return []
      return [
        {
          subject: guestSubject(guest),
          params: guestParams(guest),
          evidence: [seen(guests, 'state', guest.rawState), seen(config, 'onboot', config.value.values['onboot'])],
        },
      ]
    }),
})
