import type { GuestRow, TaskRow } from '@steward/contracts'
import type { Facts } from './facts.ts'
import { remember } from './remember.ts'
import { mayHold } from './task-kinds.ts'

type Lock = {
  word: string
  /** A state that lasts on purpose (hibernated, mounted), not a task at work. */
  restful: boolean
  /** What holds it was making the guest. */
  halfMade: boolean
}
export type LockOwner = {
  guest: GuestRow
  lock: Lock
  /** The living task, none, or "unseen" when that cannot be known. */
  owner: TaskRow | 'none' | 'unseen'
  since: number | null
}

const restful = new Set(['suspended', 'mounted'])
const making = new Set(['create', 'clone', 'import', 'restore'])

/** A state that lasts on purpose. */
const isRestful = (word: string) => restful.has(word)
/** Something was being made under it. */
export const isMaking = (word: string) => making.has(word)

/** Each locked guest with the living task that could own the lock. */
export function lockOwners({
  guests,
  nodes,
  tasks,
  observed,
}: Pick<Facts, 'guests' | 'nodes' | 'tasks' | 'observed'>): LockOwner[] {
  const living = tasks.value.filter((task) => task.state === 'running' && !task.unconfirmed)
  return lockedOf(guests).flatMap((guest) => {
    const word = guest.lock ?? ''
    const task = living.find((one) => mayHold(one, guest))
    return [
      {
        guest,
        lock: { word, restful: isRestful(word), halfMade: isMaking(word) },
        owner: task ?? (seesTasks(guest, nodes) ? 'none' : 'unseen'),
        since: observed.value.lockSince.get(`${guest.id}:${word}`) ?? null,
      },
    ]
  })
}

const lockedOf = remember((guests: Facts['guests']) => guests.value.filter(({ lock }) => lock !== null && lock !== ''))

/** A node's figures need the same right as the tasks of other people there. */
function seesTasks(guest: GuestRow, nodes: Facts['nodes']): boolean {
  const all = nodes.value.filter((node) => !node.ghost)
  const own = all.find((node) => node.name === guest.node)
  return own?.state === 'online' && all.every((node) => node.state !== 'online' || node.unknown !== 'no-right')
}
