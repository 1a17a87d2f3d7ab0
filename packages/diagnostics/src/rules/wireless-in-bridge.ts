import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { portsOf } from '../network-ports.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'

/** A wireless client may only send with its own MAC address, so the guests behind it get no answer. */
export const wirelessInBridge = defineRule({
  id: 'wireless-in-bridge',
  area: 'network',
  severity: 'warning',
  needs: ['nodes', 'nodeNetwork'],
  fix: 'replace-wireless',
  learnMore: 'https://pve.proxmox.com/wiki/WLAN',
  check: ({ nodes, nodeNetwork }) =>
    readOnline(nodeNetwork, nodes).flatMap(({ node, part }) =>
      part.value.interfaces
        .filter((item) => item.type === 'bridge')
        .flatMap((item) => {
          const wireless = portsOf(item.bridge_ports).filter((port) => port.startsWith('wl'))
          if (wireless.length === 0) return []
          return [
            {
              subject: nodeSubject(node.name, item.iface),
              params: { node: node.name, iface: item.iface, ports: listed(wireless) },
              evidence: [seen(part, `${item.iface} bridge_ports`, item.bridge_ports)],
            },
          ]
        }),
    ),
})
