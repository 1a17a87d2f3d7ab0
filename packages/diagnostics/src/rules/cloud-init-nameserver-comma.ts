import { defineRule } from '../define-rule.ts'
import { foundIn, machinesOf } from '../guest-lint.ts'

/** PVE accepts a comma and then writes both as one address that does not exist; blanks separate them. */
export const cloudInitNameserverComma = defineRule({
  id: 'cloud-init-nameserver-comma',
  area: 'cloud-init',
  severity: 'warning',
  needs: ['guests', 'guestConfigs'],
  fix: 'mend-cloud-init-network',
  check: (facts) =>
    machinesOf(facts)
      .filter(({ config }) => /[^\s,],+[^\s,]/.test(config.values['nameserver'] ?? ''))
      .map((item) => foundIn(item, ['nameserver'])),
})
