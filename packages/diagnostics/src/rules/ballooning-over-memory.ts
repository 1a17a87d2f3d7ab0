import { defineRule } from '../define-rule.ts'
import { countOf, foundIn, memoryOf } from '../guest-lint.ts'
import { siftMachines } from '../sift.ts'

const overfull = siftMachines((config) => {
  const balloon = countOf(config.values['balloon'], 0)
  const memory = memoryOf(config)
  return balloon === null || memory === null || memory === 0 || balloon <= memory ? null : { balloon, memory }
})

/** PVE refuses it in its forms ("balloon value too large"); a file that was edited by hand can have it. */
export const ballooningOverMemory = defineRule({
  id: 'ballooning-over-memory',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'size-guest',
  check: (facts) => overfull(facts).map(({ item, held }) => foundIn(item, ['balloon', 'memory'], { params: held })),
})
