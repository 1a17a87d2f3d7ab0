import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'

export const twoNodesWithoutQdevice = defineRule({
  id: 'two-nodes-without-qdevice',
  area: 'quorum',
  severity: 'warning',
  needs: ['quorum'],
  // The QDevice is read less often than the rest.
  confirmSec: 300,
  fix: 'add-qdevice',
  learnMore: 'https://pve.proxmox.com/wiki/Cluster_Manager#_corosync_external_vote_support',
  check: ({ quorum }) => {
    const { state, votes, qdevice, needed } = quorum.value
    if (state === 'single-node' || votes.length !== 2 || qdevice !== null) return []
    return [
      {
        subject: { kind: 'cluster', id: 'qdevice' },
        params: { first: votes[0]?.node ?? '', second: votes[1]?.node ?? '' },
        evidence: [seen(quorum, 'nodes', votes.length), seen(quorum, 'votes needed', needed)],
      },
    ]
  },
})
