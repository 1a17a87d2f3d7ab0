import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { guestParams, guestSubject } from '../guest-facts.ts'

/** A guest that is started again and again crashes, or something keeps on stopping it. */
export const guestRestartsOften = defineRule({
  id: 'guest-restarts-often',
  area: 'power',
  severity: 'warning',
  needs: ['tasks', 'guests'],
  settings: {
    starts: { unit: 'count', home: 4, production: 3, min: 2, max: 50 },
    within: { unit: 'hours', home: 6, production: 6, min: 1, max: 168 },
  },
  fix: 'look-at-start',
  check: ({ tasks, guests }, { now, settings }) =>
    guests.value.flatMap((guest) => {
      const starts = tasks.value.filter(
        (task) =>
          task.subject === guest.id &&
          (task.type === 'qmstart' || task.type === 'vzstart') &&
          task.state !== 'failed' &&
          now - task.startedAt <= settings.within * 3600,
      )
      if (starts.length < settings.starts) return []
      return [
        {
          subject: guestSubject(guest),
          params: { ...guestParams(guest), count: starts.length, hours: settings.within },
          evidence: starts.slice(0, 5).map((task) => seen(tasks, task.id, task.exit)),
        },
      ]
    }),
})
