import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { netsOf, type NetLine } from '../guest-config.ts'
import { foundIn, isRunning, type Inspected } from '../guest-lint.ts'
import { remember } from '../remember.ts'
import { sift, some, type Sifted } from '../sift.ts'

const isMac = (text: string | null): text is string => text !== null && /^([0-9A-F]{2}:){5}[0-9A-F]{2}$/.test(text)
/** The same number in two networks that never meet does no harm. */
const placeOf = (net: NetLine) => `${net.mac} ${net.bridge ?? ''} ${net.options['tag'] ?? ''}`
type Port = { net: NetLine; mac: string; place: string }
const ports = sift((config) =>
  some(netsOf(config).flatMap((net): Port[] => (isMac(net.mac) ? [{ net, mac: net.mac, place: placeOf(net) }] : []))),
)

/** Each guest with the first other one that has one of its numbers. */
const twins = remember((all: readonly Sifted<readonly Port[]>[]) => {
  const first = new Map<string, { item: Inspected; net: NetLine }>()
  return all.flatMap(({ item, held }) => {
    for (const { net, mac, place } of held) {
      const other = first.get(place)
      if (!other) first.set(place, { item, net })
      else if (other.item !== item) return [{ item, net, mac, other }]
    }
    return []
  })
})

/** PVE makes new numbers for clones, but a restored copy keeps them unless "unique" was chosen. */
export const macDuplicate = defineRule({
  id: 'mac-duplicate',
  area: 'guest',
  severity: 'warning',
  needs: ['guests', 'guestConfigs'],
  fix: 'give-own-mac',
  check: (facts) =>
    twins(ports(facts)).map(({ item, net, mac, other }) =>
      foundIn(item, [net.key], {
        params: { other: other.item.guest.id, mac },
        severity: isRunning(item) && isRunning(other.item) ? 'warning' : 'notice',
        evidence: [seen(other.item.part, `${other.item.guest.id} ${other.net.key}`, mac)],
      }),
    ),
})
