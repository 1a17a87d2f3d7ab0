import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { activeOf, isDead } from '../ha.ts'

/** Without quorum there is no master either, which is a rule of its own. */
export const haMasterMissing = defineRule({
  id: 'ha-master-missing',
  area: 'ha',
  severity: 'critical',
  needs: ['ha'],
  confirmSec: 180,
  fix: 'restart-lrm',
  check: ({ ha }) => {
    const quorate = ha.value.find((row) => row.type === 'quorum')?.quorate
    const master = ha.value.find((row) => row.type === 'master')
    const guests = activeOf(ha.value).length
    if (guests === 0 || quorate === undefined || !quorate || (master && !isDead(master))) return []
    return [
      {
        subject: { kind: 'cluster', id: 'ha-master' },
        params: { guests, master: master?.node ?? '–' },
        evidence: [seen(ha, 'master', master?.status), seen(ha, 'guests under HA', guests)],
      },
    ]
  },
})
