import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { servicesOf } from '../ha.ts'

/** HA has given up: it neither starts nor stops nor moves the guest until a person has set it to disabled. */
export const haServiceError = defineRule({
  id: 'ha-service-error',
  area: 'ha',
  severity: 'critical',
  needs: ['ha'],
  fix: 'clear-ha-error',
  learnMore: 'https://pve.proxmox.com/wiki/High_Availability#ha_manager_error_recovery',
  check: ({ ha }) =>
    servicesOf(ha.value)
      .filter((service) => service.state === 'error')
      .map((service) => ({
        subject: service.subject,
        params: { guest: service.vmid, sid: service.sid, node: service.node ?? '–' },
        evidence: [
          seen(ha, `${service.sid} state`, service.state),
          seen(ha, 'request_state', service.request_state),
          seen(ha, 'node', service.node),
        ],
      })),
})
