import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { onlineOf } from '../node-facts.ts'

/** A node's figures and its tasks need the same right, Sys.Audit: where figures are missing, tasks of others are too. */
export const readingAccountTasksBlind = defineRule({
  id: 'reading-account-tasks-blind',
  area: 'access',
  severity: 'warning',
  needs: ['nodes', 'tasks'],
  confirmSec: 60,
  fix: 'grant-reading',
  check: ({ nodes, tasks }) => {
    const blind = onlineOf(nodes).filter((node) => node.unknown === 'no-right')
    if (blind.length === 0) return []
    return [
      {
        subject: { kind: 'steward', id: 'tasks' },
        params: { nodes: listed(blind.map((node) => node.name)), count: blind.length },
        evidence: [
          ...blind.map((node) => seen(nodes, `figures of ${node.name}`, null)),
          seen(tasks, 'tasks listed', tasks.value.length),
        ],
      },
    ]
  },
})
