import { interfacesFor, isPlainBridge } from '../bridges.ts'
import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { netsOf } from '../guest-config.ts'
import { foundIn } from '../guest-lint.ts'
import { portsOf } from '../network-ports.ts'
import { sift, some } from '../sift.ts'

const tagged = sift((config) =>
  some(
    netsOf(config).flatMap((net) =>
      isPlainBridge(net.bridge) && /^\d+$/.test(net.options['tag'] ?? '') ? [{ net, bridge: net.bridge }] : [],
    ),
  ),
)

/**
 * On a bridge that is not VLAN-aware PVE makes another bridge for the tag over the physical port; that works. Without a
 * port it cannot: "no physical interface on bridge 'vmbr1'", and the start fails.
 */
export const vlanTagOnUnawareBridge = defineRule({
  id: 'vlan-tag-on-unaware-bridge',
  area: 'guest',
  severity: 'warning',
  needs: ['guests', 'guestConfigs', 'nodeNetwork'],
  fix: 'mend-guest-network',
  learnMore: 'https://pve.proxmox.com/wiki/Network_Configuration#sysadmin_network_vlan',
  check: (facts) =>
    tagged(facts).flatMap(({ item, held }) => {
      const interfaces = interfacesFor(item, facts)
      if (!interfaces) return []
      const stuck = held.flatMap(({ net, bridge: name }) => {
        const bridge = interfaces.find(name)
        if (bridge?.type !== 'bridge' || bridge.bridge_vlan_aware) return []
        return portsOf(bridge.bridge_ports).length === 0 ? [{ net, bridge }] : []
      })
      if (stuck.length === 0) return []
      return [
        foundIn(
          item,
          stuck.map(({ net }) => net.key),
          {
            params: { node: item.guest.node, bridges: listed(new Set(stuck.map(({ bridge }) => bridge.iface))) },
            evidence: stuck.flatMap(({ bridge }) => [
              seen(interfaces.part, `${bridge.iface} bridge_vlan_aware`, bridge.bridge_vlan_aware),
              seen(interfaces.part, `${bridge.iface} bridge_ports`, bridge.bridge_ports),
            ]),
          },
        ),
      ]
    }),
})
