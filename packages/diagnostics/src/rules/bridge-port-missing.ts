import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { isMissing, portsOf } from '../network-ports.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'

/** After a new kernel or another slot a card may have another name; the configuration still has the old one. */
export const bridgePortMissing = defineRule({
  id: 'bridge-port-missing',
  area: 'network',
  severity: 'warning',
  needs: ['nodes', 'nodeNetwork'],
  fix: 'repair-ports',
  check: ({ nodes, nodeNetwork }) =>
    readOnline(nodeNetwork, nodes).flatMap(({ node, part }) =>
      part.value.interfaces
        .filter((item) => item.type === 'bridge')
        .flatMap((item) => {
          const missing = portsOf(item.bridge_ports).filter((port) => isMissing(port, part.value.interfaces))
          if (missing.length === 0) return []
          return [
            {
              subject: nodeSubject(node.name, item.iface),
              params: { node: node.name, iface: item.iface, missing: listed(missing) },
              evidence: [
                seen(part, `${item.iface} bridge_ports`, item.bridge_ports),
                seen(part, 'not there', listed(missing)),
              ],
              // That it is down as well is no news.
              explains: [nodeSubject(node.name, item.iface)],
            },
          ]
        }),
    ),
})
