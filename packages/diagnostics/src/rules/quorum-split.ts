import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { byName, listed } from '../figures.ts'
import { nodeSubject } from '../node-facts.ts'

/** One side has the quorum and the other has not: each node was asked for its own view, because each tells only that. */
export const quorumSplit = defineRule({
  id: 'quorum-split',
  area: 'quorum',
  severity: 'critical',
  needs: ['quorum'],
  confirmSec: 15,
  fix: 'heal-split',
  check: ({ quorum }) => {
    const { state } = quorum.value
    const views = byName(quorum.value.views, (view) => view.node)
    if (state !== 'split') return []
    const cut = views.filter((view) => view.quorate === false)
    const whole = views.filter((view) => view.quorate === true)
    return [
      {
        subject: { kind: 'cluster', id: 'quorum' },
        params: { inside: listed(whole.map((view) => view.node)), outside: listed(cut.map((view) => view.node)) },
        evidence: [...whole, ...cut].map((view) =>
          seen(
            { call: `GET /cluster/ha/status/current (${view.node})`, readAt: view.readAt ?? quorum.readAt },
            `quorate as ${view.node} sees it`,
            view.quorate,
          ),
        ),
        explains: cut.map((view) => nodeSubject(view.node)),
      },
    ]
  },
})
