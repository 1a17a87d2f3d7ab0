import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'

export const networkChangesPending = defineRule({
  id: 'network-changes-pending',
  area: 'network',
  severity: 'notice',
  needs: ['nodes', 'nodeNetwork'],
  // Somebody may be editing just now.
  confirmSec: 900,
  fix: 'apply-network',
  check: ({ nodes, nodeNetwork }) =>
    readOnline(nodeNetwork, nodes).flatMap(({ node, part }) => {
      const lines = (part.value.changes ?? '').split('\n').filter((line) => /^[+-](?![+-]{2} )/.test(line))
      if (lines.length === 0) return []
      return [
        {
          subject: nodeSubject(node.name, 'network-changes'),
          params: { node: node.name, lines: lines.length },
          evidence: [seen(part, 'changes', lines.slice(0, 8).join('\n'))],
        },
      ]
    }),
})
