import { networkedOf } from '../cloud-init.ts'
import { defineRule } from '../define-rule.ts'
import { listed } from '../figures.ts'
import { netsOf } from '../guest-config.ts'
import { foundIn } from '../guest-lint.ts'

/** PVE's manual says such an interface defaults to DHCP; in truth it is left out of what cloud-init gets. */
export const cloudInitNicUnconfigured = defineRule({
  id: 'cloud-init-nic-unconfigured',
  area: 'cloud-init',
  severity: 'warning',
  needs: ['guests', 'guestConfigs'],
  fix: 'mend-cloud-init-network',
  check: (facts) =>
    networkedOf(facts).flatMap((item) => {
      const set = new Set(item.ipConfigs.map(({ index }) => `net${index}`))
      const bare = netsOf(item.config).flatMap(({ key }) => (set.has(key) ? [] : [key]))
      if (set.size === 0 || bare.length === 0) return []
      return [foundIn(item, [...bare, ...item.ipConfigs.map(({ key }) => key)], { params: { nics: listed(bare) } })]
    }),
})
