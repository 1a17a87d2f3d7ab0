import { defineRule } from '../define-rule.ts'
import { countOf, foundIn, machinesOf, memoryOf } from '../guest-lint.ts'

/** PVE refuses it in its forms ("balloon value too large"); a file that was edited by hand can have it. */
export const ballooningOverMemory = defineRule({
  id: 'ballooning-over-memory',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'size-guest',
  check: (facts) =>
    machinesOf(facts).flatMap((item) => {
      const balloon = countOf(item.config.values['balloon'], 0)
      const memory = memoryOf(item.config)
      if (balloon === null || memory === null || memory === 0 || balloon <= memory) return []
      return [foundIn(item, ['balloon', 'memory'], { params: { balloon, memory } })]
    }),
})
