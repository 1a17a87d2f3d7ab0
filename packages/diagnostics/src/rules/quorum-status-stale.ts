import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'

/** `/cluster/status` is a cache that is refreshed only when the membership changes (docs/pve-behaviour.md, quorum). */
export const quorumStatusStale = defineRule({
  id: 'quorum-status-stale',
  area: 'quorum',
  severity: 'notice',
  needs: ['quorum'],
  confirmSec: 60,
  fix: 'refresh-status',
  check: ({ quorum }) => {
    const { statusIsStale, state } = quorum.value
    if (!statusIsStale) return []
    return [
      {
        subject: { kind: 'cluster', id: 'status' },
        params: { state },
        evidence: [
          seen(quorum, 'cluster status and HA manager agree', false),
          seen(quorum, 'believed', `HA manager: ${state}`),
        ],
      },
    ]
  },
})
