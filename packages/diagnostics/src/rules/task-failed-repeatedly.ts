import type { TaskRow } from '@steward/contracts'
import { defineRule, type Subject } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { isConsole, isOfGuest, wasStopped } from '../task-kinds.ts'

/** The same thing again and again, and not well since. Backups are judged by rules of their own. */
export const taskFailedRepeatedly = defineRule({
  id: 'task-failed-repeatedly',
  area: 'task',
  severity: 'warning',
  needs: ['tasks'],
  settings: {
    failures: { unit: 'count', home: 3, production: 3, min: 2, max: 20 },
    within: { unit: 'hours', home: 24, production: 24, min: 1, max: 168 },
  },
  fix: 'look-at-task',
  check: ({ tasks }, { now, settings }) =>
    [...grouped(tasks.value)].flatMap(([key, group]) => {
      const sorted = group.toSorted((a, b) => b.startedAt - a.startedAt)
      const well = sorted.findIndex((task) => task.state === 'ok' || task.state === 'warnings')
      const failures = (well === -1 ? sorted : sorted.slice(0, well)).filter(
        (task) => task.state === 'failed' && !wasStopped(task.exit) && now - task.startedAt <= settings.within * 3600,
      )
      const [last] = failures
      if (!last || failures.length < settings.failures) return []
      return [
        {
          subject: subjectOf(last, key),
          params: {
            type: last.type,
            about: last.subject === '' ? last.node : last.subject,
            node: last.node,
            count: failures.length,
            error: last.exit ?? '–',
          },
          evidence: failures.slice(0, 5).map((task) => seen(tasks, task.id, task.exit)),
        },
      ]
    }),
})

function grouped(tasks: readonly TaskRow[]): Map<string, TaskRow[]> {
  const groups = new Map<string, TaskRow[]>()
  for (const task of tasks) {
    if (isConsole(task.type) || task.type === 'vzdump') continue
    // A guest may have moved; all else belongs to its node.
    const key = isOfGuest(task.type, task.subject)
      ? `${task.subject}/${task.type}`
      : [task.node, task.type, ...(task.subject === '' ? [] : [task.subject])].join('/')
    groups.set(key, [...(groups.get(key) ?? []), task])
  }
  return groups
}

const subjectOf = (task: TaskRow, key: string): Subject => ({
  kind: isOfGuest(task.type, task.subject) ? 'guest' : 'node',
  id: key,
})
