import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { guestParams, guestSubject } from '../guest-facts.ts'
import { wasStopped } from '../task-kinds.ts'

/** The last attempt to start it has failed and it is still off: it will not come back by itself. */
export const guestStartFailed = defineRule({
  id: 'guest-start-failed',
  area: 'power',
  severity: 'warning',
  needs: ['tasks', 'guests'],
  settings: { within: { unit: 'hours', home: 72, production: 72, min: 1, max: 720 } },
  fix: 'look-at-start',
  check: ({ tasks, guests }, { now, settings }) =>
    guests.value.flatMap((guest) => {
      if (guest.state !== 'stopped' || guest.template) return []
      const starts = tasks.value.filter(
        (task) => task.subject === guest.id && (task.type === 'qmstart' || task.type === 'vzstart'),
      )
      const last = starts.toSorted((a, b) => b.startedAt - a.startedAt)[0]
      if (last?.state !== 'failed' || wasStopped(last.exit) || now - last.startedAt > settings.within * 3600) return []
      return [
        {
          subject: guestSubject(guest),
          params: { ...guestParams(guest), error: last.exit ?? '–' },
          evidence: [seen(tasks, last.id, last.exit), seen(guests, 'state', guest.rawState)],
        },
      ]
    }),
})
