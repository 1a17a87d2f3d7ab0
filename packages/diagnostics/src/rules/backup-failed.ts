import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { nodeSubject } from '../node-facts.ts'
import { wasStopped } from '../task-kinds.ts'

/** The newest backup task of a node (or of one guest on it) decides: a later one that went well makes it good. */
export const backupFailed = defineRule({
  id: 'backup-failed',
  area: 'backup',
  severity: 'warning',
  needs: ['tasks'],
  settings: { within: { unit: 'days', home: 7, production: 7, min: 1, max: 60 } },
  fix: 'look-at-backup',
  check: ({ tasks }, { now, settings }) => {
    const newest = new Map<string, (typeof tasks.value)[number]>()
    for (const task of tasks.value) {
      if (task.type !== 'vzdump' || task.state === 'running') continue
      const key = `${task.node}/${task.subject === '' ? 'job' : task.subject}`
      const before = newest.get(key)
      if (before === undefined || before.startedAt < task.startedAt) newest.set(key, task)
    }
    return [...newest].flatMap(([key, task]) => {
      if (task.state !== 'failed' || wasStopped(task.exit) || now - task.startedAt > settings.within * 86_400) return []
      return [
        {
          subject: nodeSubject(key, 'vzdump'),
          params: { node: task.node, about: task.subject === '' ? '–' : task.subject, error: task.exit ?? '–' },
          evidence: [seen(tasks, task.id, task.exit)],
        },
      ]
    })
  },
})
