import type { GuestRow } from '@steward/contracts'
import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { activeOf, type HaService } from '../ha.ts'

/** A task of HA that ended "OK" says nothing: the guest follows 10 to 20 s later, or never while its manager is dead. */
export const haRequestUnfulfilled = defineRule({
  id: 'ha-request-unfulfilled',
  area: 'ha',
  severity: 'warning',
  needs: ['ha', 'guests'],
  confirmSec: 180,
  fix: 'unstick-ha',
  check: ({ ha, guests }) =>
    activeOf(ha.value).flatMap((service) => {
      const guest = guests.value.find((row) => row.id === service.vmid)
      if (!guest || guest.unknown !== null || guest.template || !differs(service, guest)) return []
      return [
        {
          subject: service.subject,
          params: {
            guest: service.vmid,
            wanted: service.request_state ?? '',
            state: guest.state,
            node: service.node ?? guest.node,
          },
          evidence: [
            seen(ha, `${service.sid} request_state`, service.request_state),
            seen(ha, `${service.sid} state`, service.state),
            seen(guests, 'run state', guest.rawState),
          ],
        },
      ]
    }),
})

/** Error, frozen and moving services are told by other rules, or are so on purpose. */
const elsewhere = new Set(['error', 'freeze', 'deleting', 'fence', 'recovery', 'migrate', 'relocate'])
function differs(service: HaService, guest: GuestRow): boolean {
  if (elsewhere.has(service.state ?? '')) return false
  if (service.request_state === 'started') return guest.state === 'stopped'
  return (service.request_state === 'stopped' || service.request_state === 'disabled') && guest.state === 'running'
}
