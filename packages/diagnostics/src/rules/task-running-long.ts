import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { isConsole } from '../task-kinds.ts'

export const taskRunningLong = defineRule({
  id: 'task-running-long',
  area: 'task',
  severity: 'notice',
  needs: ['tasks'],
  settings: { hours: { unit: 'hours', home: 6, production: 6, min: 1, max: 168 } },
  fix: 'look-at-task',
  check: ({ tasks }, { now, settings }) =>
    tasks.value
      .filter((task) => task.state === 'running' && !task.unconfirmed && !isConsole(task.type))
      .filter((task) => now - task.startedAt >= settings.hours * 3600)
      .map((task) => ({
        subject: { kind: 'task' as const, id: task.id },
        params: {
          type: task.type,
          about: task.subject === '' ? task.node : task.subject,
          node: task.node,
          hours: Math.floor((now - task.startedAt) / 3600),
        },
        evidence: [seen(tasks, 'started at', task.startedAt), seen(tasks, 'user', task.user)],
      })),
})
