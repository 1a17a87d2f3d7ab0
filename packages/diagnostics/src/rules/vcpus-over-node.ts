import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { foundIn, machinesOf, nodeOf, vcpusOf } from '../guest-lint.ts'

/** PVE refuses the start: "MAX <n> vcpus allowed per VM on this node". A container only gets fewer. */
export const vcpusOverNode = defineRule({
  id: 'vcpus-over-node',
  area: 'guest',
  severity: 'warning',
  needs: ['guests', 'guestConfigs', 'nodes'],
  fix: 'size-guest',
  check: (facts) =>
    machinesOf(facts).flatMap((item) => {
      const node = nodeOf(facts.nodes, item.guest)
      const vcpus = vcpusOf(item.config)
      if (!node || node.cpuMax === null || node.cpuMax <= 0 || vcpus === null || vcpus <= node.cpuMax) return []
      return [
        foundIn(item, ['cores', 'sockets'], {
          params: { node: node.name, vcpus, threads: node.cpuMax },
          evidence: [seen(facts.nodes, `${node.name} maxcpu`, node.cpuMax)],
        }),
      ]
    }),
})
