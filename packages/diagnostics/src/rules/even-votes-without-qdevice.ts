import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'

/** From four nodes on: half and half stops both halves. Two nodes are graver, and a rule of their own. */
export const evenVotesWithoutQdevice = defineRule({
  id: 'even-votes-without-qdevice',
  area: 'quorum',
  severity: 'notice',
  needs: ['quorum'],
  confirmSec: 300,
  fix: 'add-qdevice',
  check: ({ quorum }) => {
    const { state, votes, qdevice } = quorum.value
    const sum = votes.reduce((total, vote) => total + vote.votes, 0)
    if (state === 'single-node' || qdevice !== null || votes.length < 4 || sum % 2 !== 0) return []
    return [
      {
        subject: { kind: 'cluster', id: 'qdevice' },
        params: { nodes: votes.length, votes: sum, half: sum / 2 },
        evidence: [seen(quorum, 'nodes', votes.length), seen(quorum, 'votes', sum)],
      },
    ]
  },
})
