import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'

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
    const { state, present, needed, expected, views } = quorum.value
    if (state !== 'lost') return []
    return [
      {
        subject: { kind: 'cluster', id: 'quorum' },
        params: { present: present ?? 0, needed: needed ?? 0, expected: expected ?? 0 },
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
      },
    ]
  },
})
