import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { nodeSubject } from '../node-facts.ts'

/** Judged from all views and the HA manager: `/cluster/status` alone lies in both directions (docs/pve-behaviour.md, quorum). */
export const quorumLost = defineRule({
  id: 'quorum-lost',
  area: 'quorum',
  severity: 'critical',
  needs: ['quorum'],
  confirmSec: 15,
  fix: 'restore-quorum',
  learnMore: 'https://pve.proxmox.com/wiki/Cluster_Manager#_quorum',
  check: ({ quorum }) => {
    const { state, present, needed, expected, votes, views } = quorum.value
    if (state !== 'lost') return []
    return [
      {
        subject: { kind: 'cluster', id: 'quorum' },
        params: { present: present ?? '?', needed: needed ?? '?', expected: expected ?? '?' },
        evidence: [
          seen(quorum, 'votes present', present),
          seen(quorum, 'votes needed', needed),
          ...views
            .filter((view) => view.quorate !== null)
            .map((view) =>
              seen(
                { call: `GET /cluster/ha/status/current (${view.node})`, readAt: view.readAt ?? quorum.readAt },
                `quorate as ${view.node} sees it`,
                view.quorate,
              ),
            ),
        ],
        // From the side that is cut off each absent node would be a finding of its own, and all of them are this one.
        explains: votes.filter((vote) => vote.present === false).map((vote) => nodeSubject(vote.node)),
      },
    ]
  },
})
