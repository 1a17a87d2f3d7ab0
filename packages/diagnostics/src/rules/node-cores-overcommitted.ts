import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { nodeSubject, onlineOf } from '../node-facts.ts'

export const nodeCoresOvercommitted = defineRule({
  id: 'node-cores-overcommitted',
  area: 'node',
  severity: 'notice',
  // A house whose guests sleep most of the day does well with many.
  offIn: ['home'],
  needs: ['nodes', 'guests'],
  settings: { perCore: { unit: 'ratio', home: 8, production: 4, min: 1, max: 32 } },
  confirmSec: 120,
  fix: 'relieve-node',
  check: ({ nodes, guests }, { settings }) =>
    onlineOf(nodes).flatMap(({ name, cpuMax }) => {
      const here = guests.value.filter((guest) => guest.node === name && guest.state === 'running')
      const cores = here.reduce((sum, guest) => sum + (guest.cpuMax ?? 0), 0)
      if (cpuMax === null || cpuMax <= 0 || cores / cpuMax <= settings.perCore) return []
      return [
        {
          subject: nodeSubject(name, 'cores-promised'),
          params: { node: name, cores, real: cpuMax, ratio: Math.round((cores / cpuMax) * 10) / 10 },
          evidence: [seen(nodes, 'maxcpu', cpuMax), seen(guests, 'cores of the guests that run', cores)],
        },
      ]
    }),
})
