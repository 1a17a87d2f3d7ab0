import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { guestParams, guestSubject } from '../guest-facts.ts'
import { lockOwners } from '../lock-owners.ts'

/** Without Sys.Audit on the node only the reader’s own tasks are listed: “no task” then means nothing. */
export const lockOwnerUnseen = defineRule({
  id: 'lock-owner-unseen',
  area: 'lock',
  severity: 'notice',
  needs: ['guests', 'nodes', 'tasks', 'observed'],
  settings: { after: { unit: 'minutes', home: 30, production: 30, min: 2, max: 1440 } },
  fix: 'ask-why-stuck',
  check: (facts, { now, settings }) =>
    lockOwners(facts).flatMap(({ guest, lock, owner, since }) => {
      if (owner !== 'unseen' || lock.restful || since === null || now - since < settings.after * 60) return []
      return [
        {
          subject: guestSubject(guest, 'lock'),
          params: { ...guestParams(guest), lock: lock.word },
          evidence: [seen(facts.guests, 'lock', lock.word), seen(facts.nodes, `figures of ${guest.node}`, null)],
        },
      ]
    }),
})
