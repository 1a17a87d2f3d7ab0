import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { netsOf, type NetLine } from '../guest-config.ts'
import { foundIn, inspectedOf, isRunning, type Inspected } from '../guest-lint.ts'

const isMac = (text: string | null): text is string => text !== null && /^([0-9A-F]{2}:){5}[0-9A-F]{2}$/.test(text)
/** The same number in two networks that never meet does no harm. */
const placeOf = (net: NetLine) => `${net.mac} ${net.bridge ?? ''} ${net.options['tag'] ?? ''}`

/** PVE makes new numbers for clones, but a restored copy keeps them unless "unique" was chosen. */
export const macDuplicate = defineRule({
  id: 'mac-duplicate',
  area: 'guest',
  severity: 'warning',
  needs: ['guests', 'guestConfigs'],
  fix: 'give-own-mac',
  check: (facts) => {
    const first = new Map<string, { item: Inspected; net: NetLine }>()
    return inspectedOf(facts)
      .toSorted((a, b) => a.guest.vmid - b.guest.vmid)
      .flatMap((item) => {
        for (const net of netsOf(item.config)) {
          if (!isMac(net.mac)) continue
          const other = first.get(placeOf(net))
          if (!other) first.set(placeOf(net), { item, net })
          else if (other.item !== item)
            return [
              foundIn(item, [net.key], {
                params: { other: other.item.guest.id, mac: net.mac },
                severity: isRunning(item) && isRunning(other.item) ? 'warning' : 'notice',
                evidence: [seen(other.item.part, `${other.item.guest.id} ${other.net.key}`, net.mac)],
              }),
            ]
        }
        return []
      })
  },
})
