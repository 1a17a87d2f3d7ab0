import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import type { NetworkInterface } from '../facts.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'

/**
 * Wanted up at boot, and not up. A card is left out: without a cable it need not be up. With unapplied changes PVE lists
 * what will be, so nothing can be told of an interface that they name (pve-common: src/PVE/INotify.pm).
 */
export const interfaceInactive = defineRule({
  id: 'interface-inactive',
  area: 'network',
  severity: 'warning',
  needs: ['nodes', 'nodeNetwork'],
  fix: 'bring-interface-up',
  check: ({ nodes, nodeNetwork }) =>
    readOnline(nodeNetwork, nodes).flatMap(({ node, part }) =>
      part.value.interfaces
        .filter((item) => isDown(item) && !isChanging(item.iface, part.value.changes))
        .map((item) => ({
          subject: nodeSubject(node.name, item.iface),
          params: { node: node.name, iface: item.iface, type: item.type },
          evidence: [
            seen(part, `${item.iface} autostart`, item.autostart),
            seen(part, `${item.iface} active`, item.active ?? 'absent'),
          ],
        })),
    ),
})

/** An alias shares its card's state, and what PVE cannot read has none. */
const judged = new Set(['bridge', 'bond', 'vlan', 'OVSBridge', 'OVSBond', 'OVSIntPort'])
const isDown = (item: NetworkInterface) => Boolean(item.autostart) && !item.active && judged.has(item.type)

const isChanging = (iface: string, changes: string | null) =>
  changes !== null && changes.split(/[\s:]+/).includes(iface)
