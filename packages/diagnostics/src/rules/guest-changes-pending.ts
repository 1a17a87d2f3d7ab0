import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import type { GuestConfig } from '../facts.ts'
import { listed } from '../figures.ts'
import { foundIn, isRunning } from '../guest-lint.ts'
import { sift, some } from '../sift.ts'

type Row = GuestConfig['pending'][number]
const said = ({ key, value, pending }: Row) =>
  key === 'cipassword' ? 'another password' : `${value ?? 'absent'} → ${pending ?? 'absent'}`

const waiting = sift(({ pending }) =>
  some(pending.filter((row) => Boolean(row.delete) || (row.pending !== undefined && row.pending !== row.value))),
)

/** A restart from inside the guest keeps the same QEMU process and does not apply them; PVE's own reboot does. */
export const guestChangesPending = defineRule({
  id: 'guest-changes-pending',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'apply-pending-changes',
  check: (facts) =>
    waiting(facts)
      .filter(({ item }) => isRunning(item))
      .map(({ item, held: rows }) =>
        foundIn(item, [], {
          params: { keys: listed(rows.map((row) => row.key)) },
          evidence: rows.map((row) => seen(item.part, row.key, said(row))),
        }),
      ),
})
