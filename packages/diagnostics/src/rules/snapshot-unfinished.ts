import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import type { Facts, Read, Snapshot } from '../facts.ts'
import { listed } from '../figures.ts'
import { guestParams, guestSubject } from '../guest-facts.ts'
import { snapshotsOf } from '../snapshots.ts'

/** Snapshots are read this often; what stands in two readings is no snapshot that was just being made. */
const readEverySec = 7200

/**
 * A snapshot that was begun or whose removal was begun and never ended: PVE keeps `snapstate` in its section of the
 * configuration (pve-guest-common: src/PVE/AbstractConfig.pm).
 */
export const snapshotUnfinished = defineRule({
  id: 'snapshot-unfinished',
  area: 'guest',
  severity: 'warning',
  needs: ['guests', 'snapshots', 'tasks'],
  confirmSec: readEverySec + 300,
  fix: 'remove-unfinished-snapshot',
  check: (facts) =>
    snapshotsOf(facts).flatMap(({ guest, part, snapshots }) => {
      const open = snapshots.filter(({ snapstate }) => snapstate !== undefined && snapstate !== '')
      if (open.length === 0 || wasBusy(guest.id, part, facts.tasks)) return []
      return [
        {
          subject: guestSubject(guest, 'snapshots'),
          params: { ...guestParams(guest), count: open.length, snapshots: listed(open.map(({ name }) => name)) },
          evidence: open.map(({ name, snapstate }) => seen(part, `snapstate of ${name}`, snapstate)),
        },
      ]
    }),
})

/** A task on the snapshots of this guest ran when they were read, so they were right to be unfinished. */
const wasBusy = (guest: string, { readAt }: Read<readonly Snapshot[]>, tasks: Facts['tasks']) =>
  tasks.value.some(
    (task) =>
      task.subject === guest &&
      /snapshot|rollback/.test(task.type) &&
      task.startedAt <= readAt &&
      (task.endedAt ?? Infinity) >= readAt,
  )
