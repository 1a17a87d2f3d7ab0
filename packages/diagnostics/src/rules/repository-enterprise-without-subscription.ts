import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'
import { standardOn } from '../repositories.ts'

const without = new Set(['notfound', 'invalid', 'expired', 'suspended'])

export const repositoryEnterpriseWithoutSubscription = defineRule({
  id: 'repository-enterprise-without-subscription',
  area: 'repository',
  severity: 'warning',
  needs: ['nodes', 'nodeRepositories', 'nodeSubscription'],
  fix: 'set-repositories',
  learnMore: 'https://pve.proxmox.com/wiki/Package_Repositories',
  check: ({ nodes, nodeRepositories, nodeSubscription }) =>
    readOnline(nodeRepositories, nodes).flatMap(({ node, part }) => {
      const subscription = nodeSubscription.read.get(node.name)
      const enterprise = standardOn(part.value).filter((handle) => /(^|-)enterprise$/.test(handle))
      if (!subscription || enterprise.length === 0 || !without.has(subscription.value.status)) return []
      return [
        {
          subject: nodeSubject(node.name, 'enterprise'),
          params: { node: node.name, repositories: listed(enterprise), status: subscription.value.status },
          evidence: [
            seen(part, 'enabled', listed(enterprise)),
            seen(subscription, 'subscription', subscription.value.status),
          ],
          // The update of the package lists fails for this reason.
          explains: [nodeSubject(node.name, 'aptupdate')],
        },
      ]
    }),
})
