import { cloudInitMachinesOf, customPartsOf, ipConfigsOf } from '../cloud-init.ts'
import { defineRule } from '../define-rule.ts'
import { listed } from '../figures.ts'
import { foundIn } from '../guest-lint.ts'
import { siftMachines, some } from '../sift.ts'

const contradicting = siftMachines((config) =>
  customPartsOf(config)['network'] === undefined
    ? some(
        ipConfigsOf(config)
          .filter(({ ip, gw, ip6, gw6 }) => (ip === 'dhcp' && gw) || ((ip6 === 'dhcp' || ip6 === 'auto') && gw6))
          .map(({ key }) => key),
      )
    : null,
)

/** PVE accepts the pair with no more than a warning, and the network text that it writes for the interface is broken. */
export const cloudInitGatewayWithDhcp = defineRule({
  id: 'cloud-init-gateway-with-dhcp',
  area: 'cloud-init',
  severity: 'warning',
  needs: ['guests', 'guestConfigs'],
  fix: 'mend-cloud-init-network',
  check: (facts) => {
    const driven = new Set(cloudInitMachinesOf(facts).map(({ guest }) => guest.id))
    return contradicting(facts).map(({ item, held: keys }) => {
      // Without a drive it harms only once there is one.
      const severity = driven.has(item.guest.id) ? 'warning' : 'notice'
      return foundIn(item, keys, { params: { keys: listed(keys) }, severity })
    })
  },
})
