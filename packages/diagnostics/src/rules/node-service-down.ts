import { defineRule, type Severity, type Subject } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import type { Service } from '../facts.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'

/** Those that PVE cannot do without. All others are the owner's business, and syslog has no unit on PVE 9. */
const weights: Readonly<Record<string, Severity>> = {
  'pve-cluster': 'critical',
  corosync: 'critical',
  pvedaemon: 'critical',
  pveproxy: 'critical',
  pvestatd: 'warning',
  pvescheduler: 'warning',
  'pve-ha-crm': 'warning',
  'pve-ha-lrm': 'warning',
  chrony: 'notice',
}

export const nodeServiceDown = defineRule({
  id: 'node-service-down',
  area: 'node',
  severity: 'warning',
  needs: ['nodes', 'nodeServices'],
  fix: 'repair-service',
  check: ({ nodes, nodeServices }) =>
    readOnline(nodeServices, nodes).flatMap(({ node, part }) =>
      part.value.flatMap((service) => {
        const severity = weights[service.service]
        if (severity === undefined || !isDown(service)) return []
        // A node that was never in a cluster has no use for it.
        if (service.service === 'corosync' && nodes.value.filter((other) => !other.ghost).length < 2) return []
        return [
          {
            subject: nodeSubject(node.name, service.service),
            severity,
            params: { node: node.name, service: service.service, state: service.state },
            evidence: [
              seen(part, `${service.service} state`, service.state),
              seen(part, `${service.service} active-state`, service['active-state']),
              seen(part, `${service.service} unit-state`, service['unit-state']),
            ],
            explains: consequences(node.name, service.service),
          },
        ]
      }),
    ),
})

/** A unit that is not installed, masked or disabled is so on purpose; one that is starting is not down. */
function isDown(service: Service): boolean {
  const unit = service['unit-state']
  if (unit === undefined) return service.state === 'failed'
  if (!unit.startsWith('enabled')) return false
  return ['failed', 'inactive'].includes(service['active-state'] ?? '') || ['failed', 'dead'].includes(service.state)
}

function consequences(node: string, service: string): Subject[] {
  if (service === 'pvestatd') return [nodeSubject(node, 'statistics')]
  return service === 'pve-ha-lrm' ? [nodeSubject(node, 'lrm')] : []
}
