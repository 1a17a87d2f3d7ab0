import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'

/** Only of a subscription that there was: to have none is nobody's fault. */
export const subscriptionExpired = defineRule({
  id: 'subscription-expired',
  area: 'repository',
  severity: 'warning',
  needs: ['nodes', 'nodeSubscription'],
  fix: 'check-subscription',
  check: ({ nodes, nodeSubscription }) =>
    readOnline(nodeSubscription, nodes).flatMap(({ node, part }) => {
      const { status, nextduedate, message } = part.value
      if (status !== 'expired' && status !== 'invalid' && status !== 'suspended') return []
      return [
        {
          subject: nodeSubject(node.name, 'subscription'),
          params: { node: node.name, status, due: nextduedate ?? '–' },
          evidence: [
            seen(part, 'status', status),
            seen(part, 'nextduedate', nextduedate),
            seen(part, 'message', message),
          ],
          explains: [nodeSubject(node.name, 'enterprise')],
        },
      ]
    }),
})
