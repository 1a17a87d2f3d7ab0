import { bootPlanOf } from '../boot-order.ts'
import { defineRule } from '../define-rule.ts'
import { listed } from '../figures.ts'
import { foundIn, machinesOf } from '../guest-lint.ts'

/** PVE passes over what is not there. It matters most when nothing else is left to boot from. */
export const bootOrderDeviceMissing = defineRule({
  id: 'boot-order-device-missing',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'mend-boot-order',
  check: (facts) =>
    machinesOf(facts).flatMap((item) => {
      const plan = bootPlanOf(item)
      const missing = plan?.missing.filter((device) => /^[a-z]+\d+$/.test(device)) ?? []
      if (!plan || missing.length === 0) return []
      return [
        foundIn(item, ['boot', ...missing], {
          params: { devices: listed(missing) },
          severity: plan.boots ? 'notice' : 'warning',
        }),
      ]
    }),
})
