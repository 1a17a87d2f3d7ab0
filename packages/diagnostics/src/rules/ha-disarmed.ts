import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { activeOf, isDisarmed } from '../ha.ts'

/** "standby" only means that there is nothing to protect yet. */
export const haDisarmed = defineRule({
  id: 'ha-disarmed',
  area: 'ha',
  severity: 'warning',
  needs: ['ha'],
  // It is done for maintenance, and forgotten afterwards.
  confirmSec: 3600,
  fix: 'arm-ha',
  check: ({ ha }) => {
    const row = ha.value.find((item) => item.type === 'fencing')
    if (!isDisarmed(ha.value)) return []
    const guests = activeOf(ha.value).length
    return [
      {
        subject: { kind: 'cluster', id: 'ha-armed' },
        params: { guests, state: row?.['armed-state'] ?? '' },
        evidence: [seen(ha, 'armed-state', row?.['armed-state']), seen(ha, 'status', row?.status)],
      },
    ]
  },
})
