import type { GuestRow } from '@steward/contracts'
import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import type { GuestConfig } from '../facts.ts'
import { gib, percentOf } from '../figures.ts'
import { nodeSubject, onlineOf } from '../node-facts.ts'

const mib = 1024 ** 2

/** What the guests that run may take at most; a guest with a balloon can be pressed down to its minimum. */
export const nodeMemoryOvercommitted = defineRule({
  id: 'node-memory-overcommitted',
  area: 'node',
  severity: 'notice',
  needs: ['nodes', 'guests', 'guestConfigs'],
  settings: {
    promised: { unit: 'percent', home: 120, production: 100, min: 80, max: 400 },
    tight: { unit: 'percent', home: 85, production: 85, min: 50, max: 100 },
  },
  confirmSec: 120,
  fix: 'relieve-node',
  check: ({ nodes, guests, guestConfigs }, { settings }) => {
    const byNode = Map.groupBy(guests.value.filter(isUsingMemory), (guest) => guest.node)
    return onlineOf(nodes).flatMap(({ name, memory, memoryMax }) => {
      const here = byNode.get(name) ?? []
      const promised = here.reduce((sum, guest) => sum + atLeast(guest, guestConfigs.read.get(guest.id)?.value), 0)
      const percent = percentOf(promised, memoryMax)
      if (percent === null || percent <= settings.promised) return []
      return [
        {
          subject: nodeSubject(name, 'memory-promised'),
          severity: (percentOf(memory, memoryMax) ?? 0) >= settings.tight ? ('warning' as const) : ('notice' as const),
          params: {
            node: name,
            promised: gib(promised),
            total: gib(memoryMax ?? 0),
            percent: Math.floor(percent),
            guests: here.length,
          },
          evidence: [
            seen(nodes, 'maxmem', memoryMax),
            seen(guests, 'memory of the guests that run, balloons at their minimum', promised),
            seen(nodes, 'mem', memory),
          ],
        },
      ]
    })
  },
})

const isUsingMemory = (guest: GuestRow) => !guest.template && guest.state !== 'stopped' && guest.state !== 'unknown'

function atLeast(guest: GuestRow, config: GuestConfig | undefined): number {
  const most = guest.memoryMax ?? 0
  const balloon = Number(config?.values['balloon'])
  return Number.isFinite(balloon) && balloon > 0 ? Math.min(most, balloon * mib) : most
}
