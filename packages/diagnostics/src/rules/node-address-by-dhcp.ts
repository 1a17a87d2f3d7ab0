import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'

export const nodeAddressByDhcp = defineRule({
  id: 'node-address-by-dhcp',
  area: 'network',
  severity: 'warning',
  needs: ['nodes', 'nodeNetwork'],
  fix: 'fix-address',
  check: ({ nodes, nodeNetwork }) =>
    readOnline(nodeNetwork, nodes).flatMap(({ node, part }) => {
      const { interfaces } = part.value
      const leased = interfaces.find((item) => item.method === 'dhcp' && item.type !== 'loopback')
      // Where the node's own address is written down, a lease is for something else.
      const written = interfaces.some(
        (item) => item.method === 'static' && (item.address === node.address || item.gateway !== undefined),
      )
      if (!leased || written) return []
      return [
        {
          subject: nodeSubject(node.name, 'address'),
          params: { node: node.name, iface: leased.iface },
          evidence: [seen(part, `${leased.iface} method`, leased.method), seen(nodes, 'address', node.address)],
        },
      ]
    }),
})
