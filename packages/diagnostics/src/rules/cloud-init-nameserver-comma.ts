import { defineRule } from '../define-rule.ts'
import { foundIn } from '../guest-lint.ts'
import { siftMachines } from '../sift.ts'

const joined = siftMachines(({ values }) => (/[^\s,],+[^\s,]/.test(values['nameserver'] ?? '') ? true : null))

/** PVE accepts a comma and then writes both as one address that does not exist; blanks separate them. */
export const cloudInitNameserverComma = defineRule({
  id: 'cloud-init-nameserver-comma',
  area: 'cloud-init',
  severity: 'warning',
  needs: ['guests', 'guestConfigs'],
  fix: 'mend-cloud-init-network',
  check: (facts) => joined(facts).map(({ item }) => foundIn(item, ['nameserver'])),
})
