import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'

/** While a node joins, the quorum may be gone for some seconds, and passwords may be refused. */
export const clusterJoinRunning = defineRule({
  id: 'cluster-join-running',
  area: 'quorum',
  severity: 'notice',
  needs: ['tasks'],
  confirmSec: 0,
  fix: 'wait-for-join',
  check: ({ tasks }) => {
    const running = tasks.value.find(
      (task) =>
        task.state === 'running' && !task.unconfirmed && (task.type === 'clusterjoin' || task.type === 'clustercreate'),
    )
    if (!running) return []
    return [
      {
        subject: { kind: 'cluster', id: 'join' },
        params: { node: running.node, type: running.type },
        evidence: [seen(tasks, running.type, running.id)],
        explains: [
          { kind: 'cluster', id: 'votes' },
          { kind: 'cluster', id: 'status' },
        ],
      },
    ]
  },
})
