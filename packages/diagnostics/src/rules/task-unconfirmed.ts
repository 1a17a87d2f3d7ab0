import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'

/** A node that is off cannot say that its tasks ended: PVE lists them as running for as long as it is off. */
export const taskUnconfirmed = defineRule({
  id: 'task-unconfirmed',
  area: 'task',
  severity: 'notice',
  needs: ['tasks'],
  confirmSec: 60,
  fix: 'bring-node-back',
  check: ({ tasks }) =>
    tasks.value
      .filter((task) => task.unconfirmed)
      .map((task) => ({
        subject: { kind: 'task' as const, id: task.id },
        params: { type: task.type, about: task.subject === '' ? task.node : task.subject, node: task.node },
        evidence: [seen(tasks, 'listed as', 'running'), seen(tasks, 'started at', task.startedAt)],
      })),
})
