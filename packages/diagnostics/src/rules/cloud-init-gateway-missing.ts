import { parseCidr } from '../addresses.ts'
import { networkedOf } from '../cloud-init.ts'
import { defineRule } from '../define-rule.ts'
import { foundIn } from '../guest-lint.ts'

/** One way out is enough: a second interface without a gateway is how it should be. */
export const cloudInitGatewayMissing = defineRule({
  id: 'cloud-init-gateway-missing',
  area: 'cloud-init',
  severity: 'warning',
  needs: ['guests', 'guestConfigs'],
  fix: 'mend-cloud-init-network',
  check: (facts) =>
    networkedOf(facts).flatMap((item) => {
      const fixed = item.ipConfigs.filter(({ ip }) => parseCidr(ip) !== null)
      const hasWayOut = item.ipConfigs.some(
        ({ ip, gw, ip6, gw6 }) => gw || gw6 || ip === 'dhcp' || ip6 === 'dhcp' || ip6 === 'auto',
      )
      if (fixed.length === 0 || hasWayOut) return []
      return [
        foundIn(
          item,
          fixed.map(({ key }) => key),
        ),
      ]
    }),
})
