import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { onlineOf } from '../node-facts.ts'

export const nodeKernelsDiffer = defineRule({
  id: 'node-kernels-differ',
  area: 'version',
  severity: 'notice',
  needs: ['nodes'],
  confirmSec: 3600,
  fix: 'update-nodes',
  check: ({ nodes }) => {
    const known = onlineOf(nodes).flatMap(({ name, kernel }) => (kernel === null ? [] : [{ name, kernel }]))
    if (new Set(known.map((node) => node.kernel)).size < 2) return []
    return [
      {
        subject: { kind: 'cluster', id: 'kernels' },
        params: { kernels: listed(known.map((node) => `${node.name}: ${node.kernel}`)) },
        evidence: known.map((node) =>
          seen({ call: `GET /nodes/${node.name}/status`, readAt: nodes.readAt }, 'current-kernel', node.kernel),
        ),
      },
    ]
  },
})
