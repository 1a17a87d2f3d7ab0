import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { nodeSubject, onlineOf } from '../node-facts.ts'

/**
 * A node that goes down in order stops its guests first, by a task "stopall". Without one it lost power, crashed or was
 * reset by its watchdog. The list of tasks is short: when it does not reach back to the start, nothing can be said.
 */
export const nodeRebootedLately = defineRule({
  id: 'node-rebooted-lately',
  area: 'node',
  severity: 'notice',
  needs: ['nodes', 'tasks'],
  settings: {
    lately: { unit: 'minutes', home: 60, production: 60, min: 10, max: 1440 },
    before: { unit: 'minutes', home: 30, production: 30, min: 5, max: 120 },
  },
  confirmSec: 60,
  fix: 'find-reboot-cause',
  check: ({ nodes, tasks }, { now, settings }) =>
    onlineOf(nodes).flatMap(({ name, startedAt }) => {
      if (startedAt === null || startedAt > now || now - startedAt >= settings.lately * 60) return []
      const earlier = tasks.value.filter((task) => task.node === name && task.startedAt < startedAt)
      const inOrder = earlier.some(
        (task) => task.type === 'stopall' && startedAt - task.startedAt <= settings.before * 60,
      )
      if (earlier.length === 0 || inOrder) return []
      return [
        {
          subject: nodeSubject(name, 'start'),
          params: { node: name, minutes: Math.floor((now - startedAt) / 60) },
          evidence: [seen(nodes, 'runs since', startedAt), seen(tasks, 'stopall before it', 'none')],
        },
      ]
    }),
})
