import { cloudInitMachinesOf, customPartsOf } from '../cloud-init.ts'
import { defineRule } from '../define-rule.ts'
import { foundIn } from '../guest-lint.ts'

/** PVE hands cloud-init the name up to the first dot as the hostname. The full name arrives only as the FQDN. */
export const nameWithDot = defineRule({
  id: 'name-with-dot',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'rename-guest',
  check: (facts) =>
    cloudInitMachinesOf(facts)
      .filter(({ config }) => customPartsOf(config)['user'] === undefined)
      .flatMap((item) => {
        const name = item.config.values['name'] ?? ''
        const host = name.split('.')[0] ?? ''
        return host === '' || host === name ? [] : [foundIn(item, ['name'], { params: { name, host } })]
      }),
})
