import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'

/** One finding with all of them: PVE itself knows which guests are in no job. With no job at all the other rule speaks. */
export const guestsNotBackedUp = defineRule({
  id: 'guests-not-backed-up',
  area: 'backup',
  severity: 'warning',
  needs: ['backupJobs', 'notBackedUp', 'guests'],
  fix: 'make-backup-job',
  check: ({ backupJobs, notBackedUp, guests }, { profile }) => {
    if (backupJobs.value.length === 0) return []
    const templates = new Set(guests.value.filter((guest) => guest.template).map((guest) => guest.vmid))
    const left = notBackedUp.value.filter((guest) => !templates.has(guest.vmid)).map((guest) => guest.vmid)
    if (left.length === 0) return []
    return [
      {
        subject: { kind: 'cluster' as const, id: 'backup' },
        // At home leaving some out is mostly a choice.
        severity: profile === 'home' ? ('notice' as const) : ('warning' as const),
        params: { count: left.length, guests: listed(left.slice(0, 10).map(String)) },
        evidence: left.slice(0, 20).map((vmid) => seen(notBackedUp, 'in no backup job', vmid)),
      },
    ]
  },
})
