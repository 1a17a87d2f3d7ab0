import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { onlineOf } from '../node-facts.ts'

/** While nodes are updated one by one they differ for a while; other minor releases for long are graver. */
export const nodeVersionsDiffer = defineRule({
  id: 'node-versions-differ',
  area: 'version',
  severity: 'notice',
  needs: ['nodes'],
  confirmSec: 3600,
  fix: 'update-nodes',
  check: ({ nodes }) => {
    const known = onlineOf(nodes).flatMap(({ name, version }) => (version === null ? [] : [{ name, version }]))
    if (new Set(known.map((node) => node.version)).size < 2) return []
    const minors = new Set(known.map((node) => node.version.split('.').slice(0, 2).join('.')))
    return [
      {
        subject: { kind: 'cluster', id: 'versions' },
        severity: minors.size > 1 ? ('warning' as const) : ('notice' as const),
        params: { versions: listed(known.map((node) => `${node.name}: ${node.version}`)) },
        evidence: known.map((node) =>
          seen({ call: `GET /nodes/${node.name}/status`, readAt: nodes.readAt }, 'pveversion', node.version),
        ),
        explains: [{ kind: 'cluster', id: 'kernels' }],
      },
    ]
  },
})
