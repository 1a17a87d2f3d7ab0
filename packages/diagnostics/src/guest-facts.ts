import type { GuestRow } from '@steward/contracts'
import type { Subject } from './define-rule.ts'

export const guestSubject = (guest: GuestRow, within?: string): Subject => ({
  kind: 'guest',
  id: within === undefined ? guest.id : `${guest.id}/${within}`,
})

/** For texts and commands: the number, the (hostile) name, the node, and the words of PVE's own tools for its kind. */
export const guestParams = (guest: GuestRow) => ({
  guest: guest.id,
  name: guest.name ?? guest.id,
  node: guest.node,
  kind: guest.kind,
  tool: guest.kind === 'qemu' ? 'qm' : 'pct',
})
