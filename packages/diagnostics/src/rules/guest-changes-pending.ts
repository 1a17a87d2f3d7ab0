import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import type { GuestConfig } from '../facts.ts'
import { listed } from '../figures.ts'
import { foundIn, inspectedOf, isRunning } from '../guest-lint.ts'

type Row = GuestConfig['pending'][number]
const said = ({ key, value, pending }: Row) =>
  key === 'cipassword' ? 'another password' : `${value ?? 'absent'} → ${pending ?? 'absent'}`

/** A restart from inside the guest keeps the same QEMU process and does not apply them; PVE's own reboot does. */
export const guestChangesPending = defineRule({
  id: 'guest-changes-pending',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'apply-pending-changes',
  check: (facts) =>
    inspectedOf(facts)
      .filter(isRunning)
      .flatMap((item) => {
        const rows = item.config.pending.filter(
          (row) => Boolean(row.delete) || (row.pending !== undefined && row.pending !== row.value),
        )
        if (rows.length === 0) return []
        return [
          foundIn(item, [], {
            params: { keys: listed(rows.map((row) => row.key)) },
            evidence: rows.map((row) => seen(item.part, row.key, said(row))),
          }),
        ]
      }),
})
