import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'

/** `pvecm expected` holds until the membership changes; `two_node` in corosync.conf looks the same and stays. */
export const expectedVotesLowered = defineRule({
  id: 'expected-votes-lowered',
  area: 'quorum',
  severity: 'warning',
  needs: ['quorum'],
  confirmSec: 60,
  fix: 'raise-expected-votes',
  check: ({ quorum }) => {
    const { expectedLowered, expected, present } = quorum.value
    if (!expectedLowered) return []
    return [
      {
        subject: { kind: 'cluster', id: 'expected-votes' },
        params: { expected: expected ?? 0, present: present ?? 0 },
        evidence: [seen(quorum, 'votes configured', expected), seen(quorum, 'votes present and enough', present)],
        explains: [{ kind: 'cluster', id: 'votes' }],
      },
    ]
  },
})
