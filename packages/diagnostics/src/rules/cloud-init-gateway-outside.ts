import { isInNetwork, parseCidr, parseIpv4 } from '../addresses.ts'
import { networkedOf } from '../cloud-init.ts'
import { defineRule } from '../define-rule.ts'
import { listed } from '../figures.ts'
import { foundIn } from '../guest-lint.ts'

/** Most often the mask is wrong. A single address (/32) with a gateway elsewhere is what some hosters give out. */
export const cloudInitGatewayOutside = defineRule({
  id: 'cloud-init-gateway-outside',
  area: 'cloud-init',
  severity: 'warning',
  needs: ['guests', 'guestConfigs'],
  fix: 'mend-cloud-init-network',
  check: (facts) =>
    networkedOf(facts).flatMap((item) => {
      const wrong = item.ipConfigs.flatMap(({ key, ip, gw }) => {
        const network = parseCidr(ip)
        const gateway = parseIpv4(gw)
        if (!network || gateway === null || isInNetwork(gateway, network)) return []
        return [{ key, prefix: network.prefix }]
      })
      if (wrong.length === 0) return []
      const keys = wrong.map(({ key }) => key)
      const severity = wrong.every(({ prefix }) => prefix === 32) ? 'notice' : 'warning'
      return [foundIn(item, keys, { params: { keys: listed(keys) }, severity })]
    }),
})
