import type { GuestRow } from '@steward/contracts'
import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import type { Facts } from '../facts.ts'
import { gib, percentOf } from '../figures.ts'
import { nodeSubject, onlineOf } from '../node-facts.ts'
import { remember } from '../remember.ts'

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
    const byNode = promisedOn(guests.value, balloonsOf(guestConfigs))
    return onlineOf(nodes).flatMap(({ name, memory, memoryMax }) => {
      const { promised, count } = byNode.get(name) ?? nothing
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
            guests: count,
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

type Promised = { promised: number; count: number }
const nothing: Promised = { promised: 0, count: 0 }

function promisedOn(guests: readonly GuestRow[], balloons: ReadonlyMap<string, number>): Map<string, Promised> {
  const byNode = new Map<string, Promised>()
  for (const guest of guests) {
    if (!isUsingMemory(guest)) continue
    let here = byNode.get(guest.node)
    if (!here) byNode.set(guest.node, (here = { promised: 0, count: 0 }))
    here.promised += Math.min(guest.memoryMax ?? 0, balloons.get(guest.id) ?? Number.POSITIVE_INFINITY)
    here.count += 1
  }
  return byNode
}

/** The least that each guest with a balloon can be pressed down to, in bytes. */
const balloonsOf = remember((configs: Facts['guestConfigs']) => {
  const least = new Map<string, number>()
  for (const [id, { value }] of configs.read) {
    const balloon = Number(value.values['balloon'])
    if (Number.isFinite(balloon) && balloon > 0) least.set(id, balloon * mib)
  }
  return least
})
