import { bootPlanOf } from '../boot-order.ts'
import { defineRule } from '../define-rule.ts'
import { listed } from '../figures.ts'
import { foundIn } from '../guest-lint.ts'
import { siftMachines } from '../sift.ts'

const gone = siftMachines((config) => {
  const plan = bootPlanOf(config)
  const missing = plan?.missing.filter((device) => /^[a-z]+\d+$/.test(device)) ?? []
  return plan && missing.length > 0 ? { missing, boots: plan.boots } : null
})

/** PVE passes over what is not there. It matters most when nothing else is left to boot from. */
export const bootOrderDeviceMissing = defineRule({
  id: 'boot-order-device-missing',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'mend-boot-order',
  check: (facts) =>
    gone(facts).map(({ item, held: { missing, boots } }) =>
      foundIn(item, ['boot', ...missing], {
        params: { devices: listed(missing) },
        severity: boots ? 'notice' : 'warning',
      }),
    ),
})
