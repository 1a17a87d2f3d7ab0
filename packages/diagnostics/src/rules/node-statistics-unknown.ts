import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { guestsOf, nodeSubject, storagesOf } from '../node-facts.ts'

/** PVE forgets figures that are older than 300 s: the node is there, and nothing on it is known any more. */
export const nodeStatisticsUnknown = defineRule({
  id: 'node-statistics-unknown',
  area: 'node',
  severity: 'warning',
  needs: ['nodes', 'guests', 'storages'],
  // A node that has just been made a cluster, joined or started is unknown until its first figures come.
  confirmSec: 30,
  fix: 'find-dead-storage',
  check: ({ nodes, guests, storages }) =>
    nodes.value
      .filter((node) => node.state === 'unknown' && node.unknown === 'statistics-stalled')
      .map(({ name, state }) => ({
        subject: nodeSubject(name, 'statistics'),
        params: { node: name },
        evidence: [seen(nodes, 'state of the node', state)],
        explains: [nodeSubject(name), ...guestsOf(name, guests), ...storagesOf(name, storages)],
      })),
})
