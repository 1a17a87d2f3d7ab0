import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'

export const votesUneven = defineRule({
  id: 'votes-uneven',
  area: 'quorum',
  severity: 'notice',
  needs: ['quorum'],
  fix: 'even-out-votes',
  check: ({ quorum }) => {
    const { votes, state } = quorum.value
    if (state === 'single-node' || new Set(votes.map((vote) => vote.votes)).size < 2) return []
    return [
      {
        subject: { kind: 'cluster', id: 'vote-counts' },
        params: { votes: listed(votes.map((vote) => `${vote.node}: ${vote.votes}`)) },
        evidence: votes.map((vote) => seen(quorum, `votes of ${vote.node}`, vote.votes)),
      },
    ]
  },
})
