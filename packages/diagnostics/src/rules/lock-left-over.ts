import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { guestParams, guestSubject } from '../guest-facts.ts'
import { lockOwners } from '../lock-owners.ts'

/** A config lock without any living task that could own it (docs/pve-behaviour.md, locks). Never said where tasks of others are hidden. */
export const lockLeftOver = defineRule({
  id: 'lock-left-over',
  area: 'lock',
  severity: 'warning',
  needs: ['guests', 'nodes', 'tasks', 'observed'],
  settings: { after: { unit: 'minutes', home: 10, production: 10, min: 2, max: 1440 } },
  fix: 'ask-why-stuck',
  check: (facts, { now, settings }) =>
    lockOwners(facts).flatMap(({ guest, lock, owner, since }) => {
      if (owner !== 'none' || lock.restful || lock.halfMade || since === null) return []
      const minutes = Math.floor((now - since) / 60)
      if (minutes < settings.after) return []
      return [
        {
          subject: guestSubject(guest, 'lock'),
          params: { ...guestParams(guest), lock: lock.word, minutes },
          evidence: [seen(facts.guests, 'lock', lock.word), seen(facts.tasks, 'tasks that could own it', 0)],
          // The snapshot that was begun and never ended is why the lock was left.
          explains: [guestSubject(guest, 'snapshots')],
        },
      ]
    }),
})
