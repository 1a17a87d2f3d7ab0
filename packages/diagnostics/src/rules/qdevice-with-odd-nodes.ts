import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'

/** With an odd number of nodes the QDevice holds as many votes as all nodes but one (pve-cluster: src/PVE/CLI/pvecm.pm). */
export const qdeviceWithOddNodes = defineRule({
  id: 'qdevice-with-odd-nodes',
  area: 'quorum',
  severity: 'warning',
  needs: ['quorum'],
  fix: 'remove-qdevice',
  learnMore: 'https://pve.proxmox.com/wiki/Cluster_Manager#_corosync_external_vote_support',
  check: ({ quorum }) => {
    const { qdevice, votes } = quorum.value
    if (qdevice === null || votes.length < 3 || votes.length % 2 === 0) return []
    return [
      {
        subject: { kind: 'cluster', id: 'qdevice-votes' },
        params: { nodes: votes.length, votes: qdevice.votes },
        evidence: [seen(quorum, 'nodes', votes.length), seen(quorum, 'votes of the QDevice', qdevice.votes)],
      },
    ]
  },
})
