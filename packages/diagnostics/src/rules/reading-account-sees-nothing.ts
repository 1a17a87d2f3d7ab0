import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'

/** Without rights PVE answers with empty lists, not with an error; every node has at least one storage. */
export const readingAccountSeesNothing = defineRule({
  id: 'reading-account-sees-nothing',
  area: 'access',
  severity: 'warning',
  needs: ['nodes', 'guests', 'storages'],
  fix: 'grant-reading',
  check: ({ nodes, guests, storages }) => {
    if (nodes.value.length === 0 || guests.value.length > 0 || storages.value.length > 0) return []
    return [
      {
        subject: { kind: 'steward', id: 'reading-account' },
        params: { nodes: nodes.value.length },
        evidence: [seen(nodes, 'nodes', nodes.value.length), seen(guests, 'guests', 0), seen(storages, 'storages', 0)],
        explains: [{ kind: 'steward', id: 'tasks' }],
      },
    ]
  },
})
