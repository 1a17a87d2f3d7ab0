import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { foundIn, nodeOf, vcpusOf } from '../guest-lint.ts'
import { siftMachines } from '../sift.ts'

const processors = siftMachines(vcpusOf)

/** PVE refuses the start: "MAX <n> vcpus allowed per VM on this node". A container only gets fewer. */
export const vcpusOverNode = defineRule({
  id: 'vcpus-over-node',
  area: 'guest',
  severity: 'warning',
  needs: ['guests', 'guestConfigs', 'nodes'],
  fix: 'size-guest',
  check: (facts) => {
    // What fits on the smallest node fits on all: most guests need no second look.
    const least = Math.min(...facts.nodes.value.map((node) => node.cpuMax ?? 0).filter((count) => count > 0))
    return processors(facts).flatMap(({ item, held: vcpus }) => {
      const node = vcpus > least ? nodeOf(facts.nodes, item.guest) : undefined
      if (!node || node.cpuMax === null || node.cpuMax <= 0 || vcpus <= node.cpuMax) return []
      return [
        foundIn(item, ['cores', 'sockets'], {
          params: { node: node.name, vcpus, threads: node.cpuMax },
          evidence: [seen(facts.nodes, `${node.name} maxcpu`, node.cpuMax)],
        }),
      ]
    })
  },
})
