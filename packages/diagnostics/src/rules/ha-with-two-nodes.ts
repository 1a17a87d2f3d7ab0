import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { activeOf, isDisarmed } from '../ha.ts'

/** The node that stays alone has no quorum, and its watchdog resets it, again and again. */
export const haWithTwoNodes = defineRule({
  id: 'ha-with-two-nodes',
  area: 'ha',
  severity: 'warning',
  needs: ['ha', 'quorum'],
  confirmSec: 300,
  fix: 'add-qdevice',
  learnMore: 'https://pve.proxmox.com/wiki/High_Availability#_requirements',
  check: ({ ha, quorum }) => {
    const { votes, qdevice } = quorum.value
    const guests = activeOf(ha.value).length
    if (votes.length !== 2 || qdevice !== null || guests === 0 || isDisarmed(ha.value)) return []
    return [
      {
        subject: { kind: 'cluster', id: 'ha' },
        params: { first: votes[0]?.node ?? '', second: votes[1]?.node ?? '', guests },
        evidence: [seen(quorum, 'nodes', votes.length), seen(ha, 'guests under HA', guests)],
        explains: [{ kind: 'cluster', id: 'qdevice' }],
      },
    ]
  },
})
