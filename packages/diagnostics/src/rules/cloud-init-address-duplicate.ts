import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { foundIn, isRunning } from '../guest-lint.ts'
import { staticAddressesOf, type StaticAddress } from '../static-addresses.ts'

/** A clone takes over the fixed address of what it was made from. */
export const cloudInitAddressDuplicate = defineRule({
  id: 'cloud-init-address-duplicate',
  area: 'cloud-init',
  severity: 'warning',
  needs: ['guests', 'guestConfigs'],
  fix: 'mend-cloud-init-network',
  check: (facts) => {
    const first = new Map<string, StaticAddress>()
    const told = new Set<string>()
    return staticAddressesOf(facts).flatMap((own) => {
      const { guest } = own.item
      const place = `${own.address} ${own.place}`
      const other = first.get(place)
      if (!other) first.set(place, own)
      if (!other || other.item.guest.id === guest.id || told.has(guest.id)) return []
      told.add(guest.id)
      return [
        foundIn(own.item, [own.key], {
          params: { other: other.item.guest.id, address: own.address },
          severity: isRunning(own.item) && isRunning(other.item) ? 'warning' : 'notice',
          evidence: [seen(other.item.part, `${other.item.guest.id} ${other.key}`, other.address)],
        }),
      ]
    })
  },
})
