import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { activeOf, isDead } from '../ha.ts'
import { nodeSubject } from '../node-facts.ts'

/** The row of a node that was removed may stay; it is no manager any more. */
export const haManagerOfNodeDead = defineRule({
  id: 'ha-manager-of-node-dead',
  area: 'ha',
  severity: 'warning',
  needs: ['ha', 'nodes'],
  confirmSec: 60,
  fix: 'restart-lrm',
  check: ({ ha, nodes }) => {
    const members = new Set(nodes.value.filter((node) => !node.ghost).map((node) => node.name))
    const services = activeOf(ha.value)
    if (services.length === 0) return []
    return ha.value
      .filter((row) => row.type === 'lrm' && isDead(row))
      .flatMap((row) => {
        const name = row.node ?? row.id.replace(/^lrm:/, '')
        if (!members.has(name)) return []
        const here = services.filter((service) => service.node === name)
        return [
          {
            subject: nodeSubject(name, 'lrm'),
            params: { node: name, guests: here.length },
            evidence: [seen(ha, row.id, row.status)],
            explains: here.map((service) => service.subject),
          },
        ]
      })
  },
})
