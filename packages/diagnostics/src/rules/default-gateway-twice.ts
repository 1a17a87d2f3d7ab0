import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'

export const defaultGatewayTwice = defineRule({
  id: 'default-gateway-twice',
  area: 'network',
  severity: 'warning',
  needs: ['nodes', 'nodeNetwork'],
  fix: 'one-gateway',
  check: ({ nodes, nodeNetwork }) =>
    readOnline(nodeNetwork, nodes).flatMap(({ node, part }) => {
      const gates = part.value.interfaces.filter((item) => item.gateway !== undefined && item.gateway !== '')
      if (gates.length < 2) return []
      return [
        {
          subject: nodeSubject(node.name, 'gateway'),
          params: { node: node.name, gateways: listed(gates.map((item) => `${item.iface}: ${item.gateway}`)) },
          evidence: gates.map((item) => seen(part, `${item.iface} gateway`, item.gateway)),
        },
      ]
    }),
})
