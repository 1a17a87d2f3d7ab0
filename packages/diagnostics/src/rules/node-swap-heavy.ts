import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { gib, percentOf } from '../figures.ts'
import { nodeSubject, onlineOf } from '../node-facts.ts'

/** Swap that is used is normal: the kernel moves there what nobody needs. It counts only where memory is short too. */
export const nodeSwapHeavy = defineRule({
  id: 'node-swap-heavy',
  area: 'node',
  severity: 'warning',
  needs: ['nodes'],
  settings: {
    swap: { unit: 'percent', home: 60, production: 50, min: 10, max: 100 },
    memory: { unit: 'percent', home: 85, production: 85, min: 50, max: 100 },
  },
  confirmSec: 600,
  fix: 'relieve-node',
  check: ({ nodes }, { settings }) =>
    onlineOf(nodes).flatMap(({ name, swapUsed, swapMax, memory, memoryMax }) => {
      const swap = percentOf(swapUsed, swapMax)
      const used = percentOf(memory, memoryMax)
      if (swap === null || used === null || swap < settings.swap || used < settings.memory) return []
      return [
        {
          subject: nodeSubject(name, 'swap'),
          params: { node: name, swap: Math.floor(swap), memory: Math.floor(used), size: gib(swapMax ?? 0) },
          evidence: [
            seen(nodes, 'swap.used', swapUsed),
            seen(nodes, 'swap.total', swapMax),
            seen(nodes, 'mem', memory),
            seen(nodes, 'maxmem', memoryMax),
          ],
        },
      ]
    }),
})
