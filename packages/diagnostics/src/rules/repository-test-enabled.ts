import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'
import { enabledOf, standardOn } from '../repositories.ts'

export const repositoryTestEnabled = defineRule({
  id: 'repository-test-enabled',
  area: 'repository',
  severity: 'notice',
  needs: ['nodes', 'nodeRepositories'],
  fix: 'set-repositories',
  check: ({ nodes, nodeRepositories }, { profile }) =>
    readOnline(nodeRepositories, nodes).flatMap(({ node, part }) => {
      const components = enabledOf(part.value).flatMap((item) => item.Components ?? [])
      const test = new Set([
        ...standardOn(part.value).filter((handle) => /(^|-)test$/.test(handle)),
        ...components.filter((component) => component === 'pve-test' || component === 'pvetest'),
      ])
      if (test.size === 0) return []
      return [
        {
          subject: nodeSubject(node.name, 'test-repository'),
          severity: profile === 'production' ? ('warning' as const) : ('notice' as const),
          params: { node: node.name, repositories: listed(test) },
          evidence: [seen(part, 'enabled', listed(test))],
        },
      ]
    }),
})
