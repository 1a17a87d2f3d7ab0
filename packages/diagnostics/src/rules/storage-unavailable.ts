import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { onlineOf } from '../node-facts.ts'
import { storageParams, storageSubject, usersOf } from '../storage-facts.ts'

/** A storage that does not answer blocks the starts, stops and backups of whatever lies on it, and in the end the node’s statistics. */
export const storageUnavailable = defineRule({
  id: 'storage-unavailable',
  area: 'storage',
  severity: 'warning',
  needs: ['storages', 'nodes', 'guests', 'guestConfigs'],
  confirmSec: 60,
  fix: 'find-dead-storage',
  check: ({ storages, nodes, guests, guestConfigs }) => {
    const online = new Set(onlineOf(nodes).flatMap((node) => (node.stalledSince === null ? [node.name] : [])))
    return storages.value
      .filter((row) => row.state !== 'available' && row.unknown !== 'no-right' && online.has(row.node))
      .map((row) => {
        const users = usersOf(row, guests, guestConfigs)
        return {
          subject: storageSubject(row),
          severity: users.some((guest) => guest.state === 'running') ? ('critical' as const) : ('warning' as const),
          params: { ...storageParams(row), guests: users.length },
          evidence: [seen(storages, `status of ${row.id}`, row.unknown ?? row.state)],
        }
      })
  },
})
