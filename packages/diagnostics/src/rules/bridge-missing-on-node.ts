import { interfacesFor, isPlainBridge } from '../bridges.ts'
import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { netsOf } from '../guest-config.ts'
import { foundIn } from '../guest-lint.ts'
import { sift, some } from '../sift.ts'

const bridged = sift((config) => some(netsOf(config).filter((net) => isPlainBridge(net.bridge))))

/** The start fails: "bridge 'vmbr1' does not exist". It happens after a move to a node that was set up differently. */
export const bridgeMissingOnNode = defineRule({
  id: 'bridge-missing-on-node',
  area: 'guest',
  severity: 'warning',
  needs: ['guests', 'guestConfigs', 'nodeNetwork'],
  fix: 'mend-guest-network',
  check: (facts) =>
    bridged(facts).flatMap(({ item, held }) => {
      const interfaces = interfacesFor(item, facts)
      if (!interfaces) return []
      const lost = held.filter((net) => !interfaces.find(net.bridge ?? ''))
      if (lost.length === 0) return []
      const bridges = listed(new Set(lost.flatMap((net) => net.bridge ?? [])))
      const there = listed(interfaces.part.value.interfaces.map((row) => row.iface))
      return [
        foundIn(
          item,
          lost.map((net) => net.key),
          { params: { node: item.guest.node, bridges }, evidence: [seen(interfaces.part, 'interfaces', there)] },
        ),
      ]
    }),
})
