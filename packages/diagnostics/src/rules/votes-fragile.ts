import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'

/** The next failure stops changes. Two nodes without a QDevice are always so, which is a rule of its own. */
export const votesFragile = defineRule({
  id: 'votes-fragile',
  area: 'quorum',
  severity: 'warning',
  needs: ['quorum'],
  confirmSec: 60,
  fix: 'bring-node-back',
  check: ({ quorum }) => {
    const { state, votes, mayFail, present, needed, expected, qdevice } = quorum.value
    if (state !== 'quorate' || mayFail !== 0 || votes.length < 2) return []
    if (present === null || needed === null || expected === null) return []
    const absent = votes.filter((vote) => vote.present === false).map((vote) => vote.node)
    if (votes.length === 2 && qdevice === null && absent.length === 0) return []
    return [
      {
        subject: { kind: 'cluster', id: 'votes' },
        params: { present, needed, expected, absent: absent.length === 0 ? '–' : listed(absent) },
        evidence: [
          seen(quorum, 'votes present', present),
          seen(quorum, 'votes needed', needed),
          seen(quorum, 'votes expected', expected),
        ],
      },
    ]
  },
})
