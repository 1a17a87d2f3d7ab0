import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { gib } from '../figures.ts'
import { foundIn, memoryOf, nodeOf } from '../guest-lint.ts'
import { siftMachines } from '../sift.ts'

const bytesOf = siftMachines((config) => {
  const memory = memoryOf(config)
  return memory === null ? null : memory * 1024 ** 2
})

/** A container's memory is only a limit; a virtual machine may really use what it was given. */
export const memoryOverNode = defineRule({
  id: 'memory-over-node',
  area: 'guest',
  severity: 'warning',
  needs: ['guests', 'guestConfigs', 'nodes'],
  fix: 'size-guest',
  check: (facts) => {
    // What fits on the smallest node fits on all: most guests need no second look.
    const least = Math.min(...facts.nodes.value.map((node) => node.memoryMax ?? 0).filter((bytes) => bytes > 0))
    return bytesOf(facts).flatMap(({ item, held: memory }) => {
      const node = memory > least ? nodeOf(facts.nodes, item.guest) : undefined
      if (!node || node.memoryMax === null || node.memoryMax <= 0 || memory <= node.memoryMax) return []
      return [
        foundIn(item, ['memory', 'balloon'], {
          params: { node: node.name, memory: gib(memory), total: gib(node.memoryMax) },
          evidence: [seen(facts.nodes, `${node.name} maxmem`, node.memoryMax)],
        }),
      ]
    })
  },
})
