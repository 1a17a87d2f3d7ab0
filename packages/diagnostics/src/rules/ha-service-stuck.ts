import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { servicesOf } from '../ha.ts'

const passing = new Set(['fence', 'recovery', 'migrate', 'relocate'])

/** Fencing takes about two minutes; a move takes as long as its task runs. */
export const haServiceStuck = defineRule({
  id: 'ha-service-stuck',
  area: 'ha',
  severity: 'warning',
  needs: ['ha', 'tasks'],
  confirmSec: 600,
  fix: 'unstick-ha',
  check: ({ ha, tasks }) => {
    const moving = new Set(
      tasks.value.flatMap((task) =>
        task.state === 'running' && !task.unconfirmed && task.type.endsWith('migrate') ? [task.subject] : [],
      ),
    )
    return servicesOf(ha.value)
      .filter((service) => passing.has(service.state ?? '') && !moving.has(service.vmid))
      .map((service) => ({
        subject: service.subject,
        params: { guest: service.vmid, sid: service.sid, state: service.state ?? '', node: service.node ?? '–' },
        evidence: [seen(ha, `${service.sid} state`, service.state), seen(ha, 'node', service.node)],
      }))
  },
})
