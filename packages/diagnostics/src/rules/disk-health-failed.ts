import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'

/** A disk behind a RAID controller tells nothing ("UNKNOWN"): that is no finding. */
export const diskHealthFailed = defineRule({
  id: 'disk-health-failed',
  area: 'storage',
  severity: 'critical',
  needs: ['nodes', 'nodeDisks'],
  fix: 'replace-disk',
  check: ({ nodes, nodeDisks }) =>
    readOnline(nodeDisks, nodes).flatMap(({ node, part }) =>
      part.value
        .filter((disk) => /fail/i.test(disk.health ?? ''))
        .map((disk) => ({
          subject: nodeSubject(node.name, disk.devpath.replace('/dev/', '')),
          params: {
            node: node.name,
            disk: disk.devpath,
            model: disk.model ?? '–',
            serial: disk.serial ?? '–',
            health: disk.health ?? '',
          },
          evidence: [
            seen(part, 'health', disk.health),
            seen(part, 'model', disk.model),
            seen(part, 'serial', disk.serial),
            seen(part, 'used', disk.used),
          ],
        })),
    ),
})
