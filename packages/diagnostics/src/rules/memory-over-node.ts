import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { gib } from '../figures.ts'
import { foundIn, machinesOf, memoryOf, nodeOf } from '../guest-lint.ts'

/** A container's memory is only a limit; a virtual machine may really use what it was given. */
export const memoryOverNode = defineRule({
  id: 'memory-over-node',
  area: 'guest',
  severity: 'warning',
  needs: ['guests', 'guestConfigs', 'nodes'],
  fix: 'size-guest',
  check: (facts) =>
    machinesOf(facts).flatMap((item) => {
      const node = nodeOf(facts.nodes, item.guest)
      const memory = memoryOf(item.config)
      if (!node || node.memoryMax === null || node.memoryMax <= 0 || memory === null) return []
      if (memory * 1024 ** 2 <= node.memoryMax) return []
      return [
        foundIn(item, ['memory', 'balloon'], {
          params: { node: node.name, memory: gib(memory * 1024 ** 2), total: gib(node.memoryMax) },
          evidence: [seen(facts.nodes, `${node.name} maxmem`, node.memoryMax)],
        }),
      ]
    }),
})
