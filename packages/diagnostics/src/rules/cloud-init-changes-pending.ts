import { cloudInitMachinesOf } from '../cloud-init.ts'
import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import type { PendingRow } from '../facts.ts'
import { listed } from '../figures.ts'
import { foundIn, isRunning } from '../guest-lint.ts'

/** PVE writes the drive anew at each start, so only a running guest can have an old one (qemu-server: src/PVE/QemuServer/Cloudinit.pm). */
export const cloudInitChangesPending = defineRule({
  id: 'cloud-init-changes-pending',
  area: 'cloud-init',
  severity: 'notice',
  needs: ['guests', 'guestConfigs', 'cloudInit'],
  fix: 'regenerate-cloud-init',
  learnMore: 'https://pve.proxmox.com/wiki/Cloud-Init_Support',
  check: (facts) =>
    cloudInitMachinesOf(facts)
      .filter(isRunning)
      .flatMap((item) => {
        const part = facts.cloudInit.read.get(item.guest.id)
        // Read before this start, it tells of the drive before.
        if (!part || item.guest.startedAt === null || part.readAt <= item.guest.startedAt) return []
        const rows = part.value.filter((row) => Boolean(row.delete) || isOther(row))
        if (rows.length === 0) return []
        return [
          foundIn(item, [], {
            params: { keys: listed(rows.map((row) => row.key)) },
            evidence: rows.map((row) => seen(part, row.key, said(row))),
          }),
        ]
      }),
})

const isOther = ({ value, pending }: PendingRow) => pending !== undefined && pending !== value
/** Passwords and keys are nobody's business on a page of findings. */
const said = ({ key, value, pending }: PendingRow) =>
  key === 'cipassword' || key === 'sshkeys' ? 'another one' : `${value ?? 'absent'} → ${pending ?? 'absent'}`
