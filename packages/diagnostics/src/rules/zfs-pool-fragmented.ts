import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'

export const zfsPoolFragmented = defineRule({
  id: 'zfs-pool-fragmented',
  area: 'storage',
  severity: 'notice',
  needs: ['nodes', 'nodeZfs'],
  settings: { fragmented: { unit: 'percent', home: 60, production: 50, min: 20, max: 100 } },
  fix: 'free-zfs',
  check: ({ nodes, nodeZfs }, { settings }) =>
    readOnline(nodeZfs, nodes).flatMap(({ node, part }) =>
      part.value.flatMap(({ name, frag }) =>
        frag === undefined || !(frag >= settings.fragmented && frag <= 100)
          ? []
          : [
              {
                subject: nodeSubject(node.name, `zfs-${name}-frag`),
                params: { node: node.name, pool: name, percent: Math.floor(frag) },
                evidence: [seen(part, `frag of ${name}`, frag)],
              },
            ],
      ),
    ),
})
