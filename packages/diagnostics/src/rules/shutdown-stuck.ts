import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { guestParams, guestSubject } from '../guest-facts.ts'
import { isShutdown } from '../task-kinds.ts'

/** PVE waits 60 s by default, HA and the start-up order may ask for more; meanwhile every other action fails with a lock. */
export const shutdownStuck = defineRule({
  id: 'shutdown-stuck',
  area: 'power',
  severity: 'warning',
  needs: ['tasks', 'guests'],
  settings: { patience: { unit: 'seconds', home: 90, production: 90, min: 30, max: 3600 } },
  fix: 'ask-why-stuck',
  check: ({ tasks, guests }, { now, settings }) =>
    tasks.value.flatMap((task) => {
      const waited = now - task.startedAt
      const guest = guests.value.find((row) => row.id === task.subject)
      if (!guest || task.state !== 'running' || task.unconfirmed || !isShutdown(task.type)) return []
      if (guest.state === 'stopped' || waited < settings.patience) return []
      return [
        {
          subject: guestSubject(guest),
          params: { ...guestParams(guest), minutes: Math.floor(waited / 60), user: task.user, type: task.type },
          evidence: [seen(tasks, 'running task', task.id), seen(guests, 'state', guest.rawState)],
        },
      ]
    }),
})
