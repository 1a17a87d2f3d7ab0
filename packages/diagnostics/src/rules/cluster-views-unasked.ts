import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { byName, listed } from '../figures.ts'

export const clusterViewsUnasked = defineRule({
  id: 'cluster-views-unasked',
  area: 'quorum',
  severity: 'notice',
  needs: ['quorum'],
  confirmSec: 300,
  fix: 'add-addresses',
  check: ({ quorum }) => {
    const unasked = byName(quorum.value.views, (view) => view.node).filter((view) => view.notAsked === 'no-address')
    if (unasked.length === 0 || quorum.value.state === 'single-node') return []
    return [
      {
        subject: { kind: 'cluster', id: 'views' },
        params: { nodes: listed(unasked.map((view) => view.node)), count: unasked.length },
        evidence: unasked.map((view) => seen(quorum, `view of ${view.node}`, 'no address')),
      },
    ]
  },
})
