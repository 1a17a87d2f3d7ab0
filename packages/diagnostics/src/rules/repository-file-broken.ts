import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'

export const repositoryFileBroken = defineRule({
  id: 'repository-file-broken',
  area: 'repository',
  severity: 'warning',
  needs: ['nodes', 'nodeRepositories'],
  fix: 'set-repositories',
  check: ({ nodes, nodeRepositories }) =>
    readOnline(nodeRepositories, nodes).flatMap(({ node, part }) => {
      const { errors } = part.value
      if (errors.length === 0) return []
      return [
        {
          subject: nodeSubject(node.name, 'repository-files'),
          params: { node: node.name, files: listed(errors.map((item) => item.path)), error: errors[0]?.error ?? '' },
          evidence: errors.map((item) => seen(part, item.path, item.error)),
          explains: [nodeSubject(node.name, 'aptupdate')],
        },
      ]
    }),
})
