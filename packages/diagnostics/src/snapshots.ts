import type { GuestRow } from '@steward/contracts'
import type { Facts, Read, Snapshot } from './facts.ts'
import { rememberBoth } from './remember.ts'

type Listed = { guest: GuestRow; part: Read<readonly Snapshot[]>; snapshots: readonly Snapshot[] }

/** The guests that have snapshots. PVE lists the present state among them, as "current". */
export const snapshotsOf = ({ guests, snapshots }: Pick<Facts, 'guests' | 'snapshots'>) => listed(guests, snapshots)
const listed = rememberBoth((guests: Facts['guests'], snapshots: Facts['snapshots']): readonly Listed[] =>
  guests.value.flatMap((guest) => {
    const part = snapshots.read.get(guest.id)
    if (!part) return []
    const own = part.value.filter((snapshot) => snapshot.name !== 'current')
    return own.length === 0 ? [] : [{ guest, part, snapshots: own }]
  }),
)
