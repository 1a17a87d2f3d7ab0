import { cloudInitMachinesOf, customPartsOf, ipConfigsOf } from '../cloud-init.ts'
import { defineRule } from '../define-rule.ts'
import { listed } from '../figures.ts'
import { foundIn, machinesOf } from '../guest-lint.ts'

/** PVE accepts the pair with no more than a warning, and the network text that it writes for the interface is broken. */
export const cloudInitGatewayWithDhcp = defineRule({
  id: 'cloud-init-gateway-with-dhcp',
  area: 'cloud-init',
  severity: 'warning',
  needs: ['guests', 'guestConfigs'],
  fix: 'mend-cloud-init-network',
  check: (facts) => {
    const driven = new Set(cloudInitMachinesOf(facts).map(({ guest }) => guest.id))
    return machinesOf(facts).flatMap((item) => {
      if (customPartsOf(item.config)['network'] !== undefined) return []
      const keys = ipConfigsOf(item.config)
        .filter(({ ip, gw, ip6, gw6 }) => (ip === 'dhcp' && gw) || ((ip6 === 'dhcp' || ip6 === 'auto') && gw6))
        .map(({ key }) => key)
      if (keys.length === 0) return []
      // Without a drive it harms only once there is one.
      const severity = driven.has(item.guest.id) ? 'warning' : 'notice'
      return [foundIn(item, keys, { params: { keys: listed(keys) }, severity })]
    })
  },
})
